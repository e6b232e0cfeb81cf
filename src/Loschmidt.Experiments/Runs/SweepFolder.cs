using System.Globalization;
using System.Security.Cryptography;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

/// <summary>The folder of a sweep: <c>sweep.yaml</c>, one run folder a job in <c>jobs/</c>, and what came of them.</summary>
/// <remarks><c>&lt;runs&gt;/&lt;utc yyyyMMdd-HHmmss&gt;-sweep-&lt;name&gt;-&lt;4 hex&gt;/</c></remarks>
public sealed class SweepFolder
{
    private SweepFolder(string path) => (FullPath, Name) = (path, Path.GetFileName(path));

    /// <summary>The folder's name, which is the sweep's.</summary>
    public string Name { get; }

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary><c>sweep.yaml</c>: the experiment as resolved, with its sweep block.</summary>
    public string SweepPath => Within(RunPlace.SweepFileName);

    /// <summary><c>report.html</c>: everything for people, in one page.</summary>
    public string ReportPath => Within(RunFolder.ReportFileName);

    /// <summary>One run folder a job.</summary>
    public string JobsPath => Within(RunPlace.JobsFolderName);

    /// <summary>Makes a new sweep's folder.</summary>
    /// <param name="root">Folder of all runs; made where missing. Null means <see cref="RunFolder.DefaultRoot"/>.</param>
    /// <param name="experiment">The resolved experiment with its sweep block.</param>
    /// <param name="kinds">Names of the machines.</param>
    /// <exception cref="RunException">The folder cannot be made.</exception>
    public static SweepFolder Create(string? root, Experiment experiment, MachineKinds kinds) => Create(root, experiment, kinds, null);

    /// <summary>Makes a new sweep's folder with a file of its own, which is there before the folder counts as a sweep.</summary>
    internal static SweepFolder Create(string? root, Experiment experiment, MachineKinds kinds, (string Name, string Text)? beside)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        root ??= RunFolder.DefaultRoot;
        var time = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

        // Not a random number of the experiment: it only keeps apart sweeps that start in the same second.
        var suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2));
        try
        {
            var sweep = new SweepFolder(Path.GetFullPath(Path.Combine(root, $"{time}-sweep-{experiment.Name}-{suffix}")));
            Directory.CreateDirectory(sweep.JobsPath);
            if (beside is { } file)
            {
                sweep.Write(file.Name, file.Text);
            }

            AtomicFile.Write(sweep.SweepPath, ExperimentWriter.Write(experiment, kinds));
            return sweep;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(
                root,
                "a sweep's folder cannot be made here; is it a folder, writable, on a disk with room? (--runs names another)",
                e);
        }
    }

    /// <summary>Opens a sweep by its folder, its name, a beginning of its name that no other sweep shares, or as <c>latest</c>.</summary>
    /// <param name="nameOrPath">Name or folder.</param>
    /// <param name="root">Folder of all runs; null means <see cref="RunFolder.DefaultRoot"/>.</param>
    /// <exception cref="RunException">There is no such sweep, or more than one.</exception>
    public static SweepFolder Open(string nameOrPath, string? root = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        root ??= RunFolder.DefaultRoot;
        foreach (var candidate in new[] { Path.Combine(root, nameOrPath), nameOrPath })
        {
            if (RunPlace.IsSweep(candidate))
                return new SweepFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(candidate)));
        }

        string[] sweeps = [.. RunPlace.In(root).Where(place => place.Kind == RunPlaceKind.Sweep).Select(place => place.Name)];
        var meant = nameOrPath == RunFolder.Latest && sweeps.Length > 0 ? sweeps[^1] : RunFolder.Only(nameOrPath, sweeps, root, "sweep");
        return new SweepFolder(Path.GetFullPath(Path.Combine(root, meant)));
    }

    /// <summary>Reads the experiment with its sweep block.</summary>
    /// <exception cref="ExperimentException">The file was changed into something else.</exception>
    public Experiment ReadExperiment(MachineKinds kinds) =>
        ExperimentFile.Load(SweepPath, [], quick: false, kinds);

    /// <summary>Claims the sweep for this process.</summary>
    /// <exception cref="RunException">Another process works on it.</exception>
    public RunLock Lock() => new(FullPath, Name);

    /// <summary>Notes how far the sweep has come, atomically.</summary>
    /// <param name="jobs">Jobs in all.</param>
    /// <param name="interrupted">Whether it was told to stop with jobs left to do.</param>
    public void Note(int jobs, bool interrupted) => Write(SweepState.FileName, new SweepState(jobs, interrupted).ToJson());

    /// <summary>Writes a file of results atomically.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="text">Its content.</param>
    public void Write(string name, string text) => AtomicFile.Write(Within(name), text);

    private string Within(string name) => Path.Combine(FullPath, name);
}

using System.Globalization;

namespace Loschmidt.Experiments.Runs;

/// <summary>A folder that is a run, a sweep or a sweep's job; only its place is known yet.</summary>
/// <param name="Name">Folder relative to that of all runs: <c>&lt;run&gt;</c> or <c>&lt;sweep&gt;/&lt;job&gt;</c>.</param>
/// <param name="Path">The folder.</param>
/// <param name="Kind">What it is.</param>
internal sealed record RunPlace(string Name, string Path, RunPlaceKind Kind)
{
    public const string SweepFileName = "sweep.yaml";
    public const string JobsFolderName = "jobs";
    public const string RemovedPrefix = ".removed-";

    private const string TimeFormat = "yyyyMMdd-HHmmss";

    /// <summary>All runs, sweeps and jobs below a folder, in ordinal order of their names; empty where it is not there.</summary>
    /// <remarks>One level deep, two for jobs, whatever links there are: a loop of links is never followed.</remarks>
    /// <exception cref="RunException">It is no folder, or cannot be read.</exception>
    public static List<RunPlace> In(string root)
    {
        var places = new List<RunPlace>();
        foreach (var path in Folders(root))
        {
            var name = System.IO.Path.GetFileName(path);
            if (IsRun(path))
                places.Add(new RunPlace(name, path, RunPlaceKind.Run));
            else if (IsSweep(path))
                AddSweep(places, name, path);
        }

        places.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return places;
    }

    /// <summary>Whether a folder is a run: it has an experiment, or had one and has metrics still.</summary>
    public static bool IsRun(string folder) =>
        !IsHidden(folder) && (File.Exists(System.IO.Path.Combine(folder, RunFolder.ExperimentFileName))
            || File.Exists(System.IO.Path.Combine(folder, RunFolder.MetricsFileName)));

    /// <summary>Whether a folder is a sweep.</summary>
    public static bool IsSweep(string folder) =>
        !IsHidden(folder) && File.Exists(System.IO.Path.Combine(folder, SweepFileName));

    /// <summary>The time that a name begins with; null where it does not.</summary>
    public static DateTimeOffset? Created(string name)
    {
        var own = name.AsSpan(name.LastIndexOf('/') + 1);
        return own.Length > TimeFormat.Length && own[TimeFormat.Length] == '-' && DateTimeOffset.TryParseExact(
            own[..TimeFormat.Length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    private static void AddSweep(List<RunPlace> places, string name, string path)
    {
        places.Add(new RunPlace(name, path, RunPlaceKind.Sweep));
        var jobs = System.IO.Path.Combine(path, JobsFolderName);
        foreach (var job in Folders(jobs))
        {
            if (IsRun(job))
                places.Add(new RunPlace($"{name}/{System.IO.Path.GetFileName(job)}", job, RunPlaceKind.Job));
        }
    }

    private static string[] Folders(string root)
    {
        try
        {
            return Directory.Exists(root) || !File.Exists(root)
                ? Directory.GetDirectories(root)
                : throw new RunException(root, "is a file, not the folder of runs; --runs names another");
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(root, $"the folder of runs cannot be read ({e.Message}); --runs names another", e);
        }
    }

    /// <summary>Half-made and half-removed folders.</summary>
    private static bool IsHidden(string folder)
    {
        var name = System.IO.Path.GetFileName(folder);
        return name.StartsWith('.') || AtomicFile.IsTemporary(name);
    }
}

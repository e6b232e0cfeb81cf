using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>The folder of runs, in which names are looked up exactly: no beginnings, no paths, nothing outside.</summary>
/// <param name="root">The folder.</param>
internal sealed class RunsFolder(string root)
{
    /// <summary>What the studio itself keeps there, hidden from every list of runs.</summary>
    private const string OwnFolder = ".studio";

    /// <summary>The folder, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Where the studio keeps experiments to be started and what trainings say; made where missing.</summary>
    public string Own => Directory.CreateDirectory(Path.Combine(Root, OwnFolder)).FullName;

    /// <summary>The run of a name, such as <c>RUN</c> or <c>SWEEP/JOB</c>.</summary>
    /// <exception cref="RunException">There is no such run in this folder.</exception>
    public RunFolder Run(string name) => Place(name) is { } path && RunFolder.At(path) is { } run
        ? run
        : throw new RunException(Shown(name), "no such run; the list of runs has their names");

    /// <summary>The folder of a run or a sweep.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public string Any(string name) => Place(name) is { } path && (RunPlace.IsRun(path) || RunPlace.IsSweep(path))
        ? path
        : throw new RunException(Shown(name), "no such run or sweep; the list of runs has their names");

    /// <summary>A name as it may be repeated in a message.</summary>
    public static string Shown(string name) => name.Length == 0 ? "(no name)" : OneLine.Of(name);

    /// <summary>The folder that a name means; null where it can mean none.</summary>
    private string? Place(string name) => name.Split('/') switch
    {
        [var run] when IsPart(run) => Inside(Path.Combine(Root, run)),
        [var sweep, var job] when IsPart(sweep) && IsPart(job) => Inside(Path.Combine(Root, sweep, RunPlace.JobsFolderName, job)),
        _ => null,
    };

    /// <summary>One name of a folder: neither hidden nor a way out.</summary>
    private static bool IsPart(string part) => part.Length is > 0 and < 256 && part[0] != '.' && !AtomicFile.IsTemporary(part)
        && !part.Any(c => char.IsControl(c) || c is '\\' or '/' or ':' or '\ufffd');

    /// <summary>The folder, unless a link leads somewhere else on the way from the root to it.</summary>
    private string? Inside(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null && folder.FullName != Root; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
                return null;
        }

        return path;
    }
}

using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

public sealed partial class RunFolder
{
    /// <summary>The word that means the newest run.</summary>
    public const string Latest = "latest";

    /// <summary>Opens a run by its folder, by its name, by a beginning of its name that no other run shares, as
    /// <c>&lt;sweep&gt;/&lt;job&gt;</c>, or as <see cref="Latest"/>.</summary>
    /// <param name="nameOrPath">Name or folder.</param>
    /// <param name="root">Folder of all runs; null means <see cref="DefaultRoot"/>.</param>
    /// <exception cref="RunException">There is no such run, or more than one.</exception>
    public static RunFolder Open(string nameOrPath, string? root = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        root ??= DefaultRoot;
        foreach (var candidate in new[] { System.IO.Path.Combine(root, nameOrPath), nameOrPath })
        {
            if (RunPlace.IsRun(candidate))
                return new RunFolder(
                    System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(candidate)));
        }

        if (nameOrPath == Latest)
            return Newest(root);
        if (nameOrPath.Split('/', '\\') is [{ Length: > 0 } sweep, { Length: > 0 } job] && sweep is not ("." or ".."))
            return new RunFolder(Job(root, sweep, job));
        if (Directory.Exists(nameOrPath))
            throw new RunException(
                nameOrPath, RunPlace.IsSweep(nameOrPath) ? SweepHint : $"a folder without {ExperimentFileName}, so it is no run");
        var names = List(root);
        if (!names.Any(name => name.StartsWith(nameOrPath, StringComparison.Ordinal))
            && RunPlace.In(root).Any(place => place.Kind == RunPlaceKind.Sweep && place.Name.StartsWith(nameOrPath, StringComparison.Ordinal)))
            throw new RunException(OneLine.Of(nameOrPath), SweepHint);
        return new RunFolder(System.IO.Path.GetFullPath(System.IO.Path.Combine(root, Only(nameOrPath, names, root))));
    }

    /// <summary>Names of all runs under a folder, oldest first; without the jobs of sweeps.</summary>
    /// <param name="root">Folder of all runs; null means <see cref="DefaultRoot"/>.</param>
    /// <exception cref="RunException">It is no folder, or cannot be read.</exception>
    public static IReadOnlyList<string> List(string? root = null) =>
        [.. RunPlace.In(root ?? DefaultRoot).Where(place => place.Kind == RunPlaceKind.Run).Select(place => place.Name)];

    /// <summary>The run in exactly this folder; null where it is none.</summary>
    internal static RunFolder? At(string path) =>
        RunPlace.IsRun(path) ? new RunFolder(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path))) : null;

    private const string SweepHint =
        "is a sweep: name one of its jobs as SWEEP/JOB (runs show lists them), or use runs show, runs report or sweep --resume";

    private static RunFolder Newest(string root)
    {
        // Names begin with the time; one that somebody chose freely would come last, and is the newest only if there is no other.
        var names = List(root);
        var newest = names.LastOrDefault(name => RunPlace.Created(name) is not null) ?? names.LastOrDefault()
            ?? throw new RunException(
                Latest, RunPlace.In(root).LastOrDefault(place => place.Kind == RunPlaceKind.Sweep) is { } sweep
                    ? $"there are no runs in {root} but sweeps; the newest is {sweep.Name}" : $"there are no runs in {root} yet");
        return new RunFolder(System.IO.Path.GetFullPath(System.IO.Path.Combine(root, newest)));
    }

    private static string Job(string root, string sweep, string job)
    {
        string[] sweeps = [.. RunPlace.In(root).Where(place => place.Kind == RunPlaceKind.Sweep).Select(place => place.Name)];
        var folder = System.IO.Path.GetFullPath(
            System.IO.Path.Combine(root, Only(sweep, sweeps, root, "sweep"), RunPlace.JobsFolderName));
        return System.IO.Path.Combine(folder, Only(job, List(folder), $"{sweep}'s jobs"));
    }

    /// <summary>The name that was meant: the whole of it, or a beginning that no other shares.</summary>
    internal static string Only(string meant, IReadOnlyList<string> names, string where, string what = "run")
    {
        if (names.Contains(meant))
            return meant;
        string[] beginning = [.. names.Where(name => name.StartsWith(meant, StringComparison.Ordinal))];
        return beginning switch
        {
            [var only] => only,
            [] => throw new RunException(
                OneLine.Of(meant),
                $"no such {what} in {where}{OneLine.Of(NearestName.Hint(meant, names))} "
                + (names.Count > 0 ? $"the newest is {OneLine.Of(names[^1])}" : "there are none yet")),
            _ => throw new RunException(
                OneLine.Of(meant), $"{beginning.Length} {what}s begin so; the newest is {OneLine.Of(beginning[^1])}"),
        };
    }
}

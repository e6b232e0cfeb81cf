namespace Loschmidt.Experiments.Runs;

/// <summary>Runs and sweeps that are about to be removed, each looked at before the first is touched.</summary>
public sealed class RunRemoval
{
    private readonly string _root;
    private readonly RunPlace[] _places;

    private RunRemoval(string root, RunPlace[] places) => (_root, _places) = (root, places);

    /// <summary>What will be removed.</summary>
    public IReadOnlyList<string> Names => [.. _places.Select(place => place.Name)];

    /// <summary>Looks whether everything named may be removed; nothing is.</summary>
    /// <param name="root">Folder of all runs; null means <see cref="RunFolder.DefaultRoot"/>.</param>
    /// <param name="names">Runs as <see cref="RunFolder.Open"/> takes them, and sweeps by their whole name.</param>
    /// <exception cref="RunException">One is not there, lies elsewhere, is a link, or is at work.</exception>
    public static RunRemoval Plan(string? root, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root ?? RunFolder.DefaultRoot));
        var all = RunPlace.In(folder);
        var doomed = new List<RunPlace>();
        foreach (var name in names)
        {
            var place = Find(name, folder, all);
            Check(place, all);
            if (!doomed.Contains(place))
                doomed.Add(place);
        }

        // The job of a sweep that goes as well is not there any more when its turn comes.
        doomed.RemoveAll(job => job.Kind == RunPlaceKind.Job && doomed.Exists(sweep => IsJobOf(job, sweep)));
        return new RunRemoval(folder, [.. doomed]);
    }

    /// <summary>Removes them: each is renamed first, so that there is never half a run under its name.</summary>
    /// <exception cref="RunException">The system refuses; runs before that one are gone.</exception>
    public void Execute()
    {
        ClearLeftovers(_root);
        foreach (var place in _places)
        {
            var grave = Path.Combine(_root, RunPlace.RemovedPrefix + Guid.NewGuid().ToString("N"));
            try
            {
                Directory.Move(place.Path, grave);
                Directory.Delete(grave, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new RunException(OneLine.Of(place.Name), $"cannot be removed ({OneLine.Of(e.Message)})", e);
            }
        }
    }

    /// <summary>Deletes what a removal that was killed left half deleted.</summary>
    internal static void ClearLeftovers(string root)
    {
        foreach (var grave in Directory.GetDirectories(root, RunPlace.RemovedPrefix + "*"))
        {
            try
            {
                Directory.Delete(grave, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process is at it, or will be: it is no run any more and harms nobody.
            }
        }
    }

    private static RunPlace Find(string name, string root, List<RunPlace> all)
    {
        if (all.Find(place => place.Name == name) is { } exact)
            return exact;
        var run = RunFolder.Open(name, root);
        return all.Find(place => place.Path == run.FullPath) ?? throw new RunException(
            OneLine.Of(name), $"is no run inside {root}; only those are removed (--runs names another folder)");
    }

    private static void Check(RunPlace place, List<RunPlace> all)
    {
        if (new DirectoryInfo(place.Path).LinkTarget is { } target)
            throw new RunException(
                OneLine.Of(place.Name), $"is a link to {OneLine.Of(target)}; only folders are removed, links by your own hand");
        foreach (var each in all.Where(other => IsJobOf(other, place)).Append(place))
        {
            if (RunLock.IsHeld(each.Path))
                throw new RunException(
                    OneLine.Of(each.Name), $"a process works on it{RunLock.Describe(RunLock.Owner(each.Path))}; stop it first");
        }
    }

    private static bool IsJobOf(RunPlace job, RunPlace sweep) => sweep.Kind == RunPlaceKind.Sweep
        && job.Kind == RunPlaceKind.Job && job.Name.StartsWith(sweep.Name + "/", StringComparison.Ordinal);
}

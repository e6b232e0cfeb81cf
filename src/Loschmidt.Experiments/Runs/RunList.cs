namespace Loschmidt.Experiments.Runs;

/// <summary>All runs and sweeps of a folder.</summary>
public sealed class RunList
{
    /// <param name="places">Runs, sweeps and jobs, in order.</param>
    /// <param name="rows">What the runs and jobs say, in the same order.</param>
    internal RunList(IEnumerable<RunPlace> places, IEnumerable<IndexRow> rows)
    {
        Runs = [.. rows.Select(row => row.Run)];
        var jobs = Runs.Where(run => run.Sweep is not null).ToLookup(run => run.Sweep!, StringComparer.Ordinal);
        Sweeps =
        [
            .. places.Where(place => place.Kind == RunPlaceKind.Sweep)
                .Select(place => SweepSummary.Of(place, [.. jobs[place.Name]])),
        ];
    }

    /// <summary>All runs, jobs of sweeps among them, in ordinal order of their names.</summary>
    public IReadOnlyList<RunSummary> Runs { get; }

    /// <summary>All sweeps, in ordinal order of their names.</summary>
    public IReadOnlyList<SweepSummary> Sweeps { get; }
}

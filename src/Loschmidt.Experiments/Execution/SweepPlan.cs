using Loschmidt.Experiments.Composition;
using System.Globalization;
using Loschmidt.Experiments.Schema;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Execution;

/// <summary>From the sweep block of an experiment to its jobs: cases × points × seeds, in an order that never changes. A
/// case that sets a swept key itself stands for one value of it.</summary>
internal static class SweepPlan
{
    private const int MostJobs = 100_000;

    /// <summary>The jobs; each is bound and judged like a file of its own.</summary>
    /// <param name="experiment">A resolved experiment with a sweep block.</param>
    /// <exception cref="ExperimentException">A variant is no valid experiment, or there are too many.</exception>
    public static IReadOnlyList<SweepJob> Jobs(Experiment experiment)
    {
        var sweep = experiment.Sweep
            ?? throw new ExperimentException(
                new SourcePosition(experiment.Name), "has no 'sweep' block, so there is nothing to sweep; see docs/guides/sweeps.md");
        List<(string Name, OverrideBlock Overrides)> cases = [.. sweep.Cases?.Cases ?? [("", new OverrideBlock())]];
        var points = Points(sweep, experiment.Seed);
        var seeds = sweep.Seeds ?? [experiment.Seed];
        var places = cases.ConvertAll(one => Pinned(points, one.Overrides));
        var count = places.Sum(one => (long)one.Count) * seeds.Length;
        if (count > MostJobs)
        {
            throw new ExperimentException(
                new SourcePosition($"{experiment.Name}: sweep"), $"makes {count} jobs; at most {MostJobs} are done in one sweep");
        }

        var text = ExperimentWriter.Write(experiment with { Sweep = null, Quick = null }, MachineFactory.Kinds);
        var digits = Math.Max(3, count.ToString(CultureInfo.InvariantCulture).Length);
        var jobs = new List<SweepJob>();
        foreach (var ((name, overrides), own) in cases.Zip(places))
        {
            foreach (var point in own)
            {
                var settings = overrides.Values.Select(value => Setting(value, sweep, $"sweep.cases.{name}"))
                    .Concat(point.Select(value => Setting(value, sweep, "sweep.keys"))).ToList();
                string[] parts = [.. name.Length > 0 ? [name] : Array.Empty<string>(), .. point.Select(value => $"{value.Key}={value.Value}")];
                var variant = parts.Length > 0 ? string.Join(", ", parts) : "as it is";
                foreach (var seed in seeds)
                {
                    var number = (jobs.Count + 1).ToString($"D{digits}", CultureInfo.InvariantCulture);
                    var bound = ExperimentFile.Parse(
                        text, experiment.Name,
                        [.. settings, new Setting("seed", seed.ToString(CultureInfo.InvariantCulture), "sweep.seeds")],
                        quick: false, MachineFactory.Kinds);
                    jobs.Add(new SweepJob($"{number}{(name.Length > 0 ? "-" + name : "")}-{seed}", variant, bound) { Case = name, Point = point });
                }
            }
        }

        return jobs;
    }

    /// <summary>The points of a case: a key that the case sets itself is not swept in it, so points that differ in nothing else are one.</summary>
    private static IReadOnlyList<IReadOnlyList<(string Key, string Value)>> Pinned(
        IReadOnlyList<IReadOnlyList<(string Key, string Value)>> points, OverrideBlock own)
    {
        var pinned = own.Values.Select(value => value.Key).ToHashSet(StringComparer.Ordinal);
        return points.Count == 0 || !points[0].Any(value => pinned.Contains(value.Key)) ? points :
        [
            .. points.Select(point => point.Where(value => !pinned.Contains(value.Key)).ToList())
                .DistinctBy(point => string.Join('\n', point.Select(value => $"{value.Key}={value.Value}"))),
        ];
    }

    private static Setting Setting((string Key, string Value) value, SweepSettings sweep, string origin)
    {
        var where = Places.Of(sweep, origin) is { } place ? $"{place}: " : "";
        return new Setting(value.Key, value.Value == "null" ? "" : value.Value, $"{where}{origin} {value.Key}={value.Value}");
    }

    /// <summary>The points: for each, keys and YAML texts.</summary>
    private static IReadOnlyList<IReadOnlyList<(string Key, string Value)>> Points(SweepSettings sweep, ulong seed)
    {
        // A quick block may say a key again: the last one counts.
        var keys = (sweep.Keys?.Values ?? []).GroupBy(value => value.Key, StringComparer.Ordinal)
            .Select(group => SweepAxis.TryParse(group.Key, group.Last().Value, out var axis, out var problem)
                ? axis : throw new ExperimentException(new SourcePosition("sweep.keys"), problem))
            .ToList();
        return sweep.Method == SweepMethod.Grid ? Grid(keys) : Drawn(keys, sweep.Method, sweep.Points!.Value, seed);
    }

    private static IReadOnlyList<IReadOnlyList<(string, string)>> Grid(List<SweepAxis> axes)
    {
        IEnumerable<IReadOnlyList<(string, string)>> points = [[]];
        foreach (var axis in axes)
        {
            points = points.SelectMany(point => axis.Values.Select(
                value => (IReadOnlyList<(string, string)>)[.. point, (axis.Key, value)]));
        }

        return [.. points.Take(MostJobs + 1)];
    }

    private static IReadOnlyList<IReadOnlyList<(string, string)>> Drawn(List<SweepAxis> axes, SweepMethod method, int count, ulong seed)
    {
        var stream = new RandomStream(seed, "sweep");
        var points = new (string, string)[count][];
        for (var n = 0; n < count; n++)
        {
            points[n] = new (string, string)[axes.Count];
        }

        var order = new int[count];
        for (var a = 0; a < axes.Count; a++)
        {
            stream.Permutation(order, (uint)a);
            for (var n = 0; n < count; n++)
            {
                var uniform = stream.Uniform((uint)n, (uint)a, 0, 1);
                var place = method == SweepMethod.LatinHypercube ? (order[n] + uniform) / count : uniform;
                points[n][a] = (axes[a].Key, axes[a].At(place));
            }
        }

        return points;
    }
}

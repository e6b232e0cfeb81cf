using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reports;

/// <summary>From a map of figures to limits: how far each knob may be turned alone, and how far all of them together.</summary>
/// <remarks>
/// A figure is tolerated while its mean over seeds stays within a fraction x of the ideal mean. Between two tested values the
/// mean is interpolated, over ratios where both are positive. Confidence intervals resample the seeds, of map and ideal together
/// (bootstrap; B. Efron, Ann. Stat. 7 (1979) 1), so three seeds give rough ones.
/// </remarks>
internal sealed class ToleranceBudget(ToleranceMap map, double within)
{
    private const int Resamples = 1000;
    private const double Tail = 0.05;

    /// <summary>The limit of every knob alone, the one that hurts most first.</summary>
    public IReadOnlyList<KnobLimit> Limits() =>
        [.. Enumerable.Range(0, map.Knobs.Count).Select(Limit).OrderByDescending(limit => double.IsNaN(limit.Drop) ? double.MaxValue : limit.Drop)];

    /// <summary>The largest box of values from the mildest up in which every tested point is tolerated; null where there is none.</summary>
    public IReadOnlyList<double>? Box()
    {
        var all = Enumerable.Range(0, map.Ideal.Length).ToArray();
        var threshold = map.Threshold(Mean(map.Ideal, all), within);
        var tolerated = map.Figures.Select(figures => map.Passes(Mean(figures, all), threshold)).ToArray();
        var best = default(int[]);
        var most = -1.0;
        for (var index = 0; index < tolerated.Length; index++)
        {
            var corner = map.Place(index);
            var inside = Enumerable.Range(0, tolerated.Length)
                .Where(other => map.Place(other).Zip(corner, (a, b) => a <= b).All(within => within));
            var size = corner.Zip(map.Values, (place, values) => (place + 1.0) / values.Count).Aggregate(1.0, (a, b) => a * b);
            if (size > most && inside.All(other => tolerated[other]))
            {
                (most, best) = (size, corner);
            }
        }

        return best is null ? null : [.. best.Select((place, knob) => map.Values[knob][place])];
    }

    private KnobLimit Limit(int knob)
    {
        var points = map.Along(knob);
        var seeds = Enumerable.Range(0, map.Ideal.Length).ToArray();
        var (limit, where) = Crossing(knob, points, seeds);
        var drop = Drop(points[^1], seeds);

        var stream = new RandomStream(1, "tolerance/bootstrap");
        var (limits, drops) = (new double[Resamples], new double[Resamples]);
        var drawn = new int[seeds.Length];
        for (var resample = 0; resample < Resamples; resample++)
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = stream.Index(seeds.Length, (uint)resample, (uint)i);
            }

            (limits[resample], drops[resample]) = (Crossing(knob, points, drawn).Limit, Drop(points[^1], drawn));
        }

        return new KnobLimit(
            map.Knobs[knob], limit, Quantile(limits, Tail), Quantile(limits, 1 - Tail), where, drop,
            Quantile(drops, Tail), Quantile(drops, 1 - Tail));
    }

    private (double Limit, string Where) Crossing(int knob, IReadOnlyList<int> points, int[] seeds)
    {
        var values = map.Values[knob];
        var threshold = map.Threshold(Mean(map.Ideal, seeds), within);
        var before = Mean(map.Figures[points[0]], seeds);
        if (!map.Passes(before, threshold))
        {
            return (values[0], "below");
        }

        for (var i = 1; i < points.Count; i++)
        {
            var here = Mean(map.Figures[points[i]], seeds);
            if (!map.Passes(here, threshold))
            {
                // A run that failed says only that the limit lies before it.
                var part = double.IsFinite(here) && here != before ? Math.Clamp((threshold - before) / (here - before), 0, 1) : 0;
                return (Between(values[i - 1], values[i], part), "inside");
            }

            before = here;
        }

        return (values[^1], "above");
    }

    private double Drop(int point, int[] seeds)
    {
        var (ideal, there) = (Mean(map.Ideal, seeds), Mean(map.Figures[point], seeds));
        return map.LargerIsBetter ? ideal - there : there - ideal;
    }

    private static double Between(double from, double to, double part) =>
        from > 0 && to > 0 ? from * Math.Pow(to / from, part) : from + ((to - from) * part);

    private static double Mean(double[] figures, int[] seeds)
    {
        var sum = 0.0;
        foreach (var seed in seeds)
        {
            sum += figures[seed];
        }

        return sum / seeds.Length;
    }

    private static double Quantile(double[] values, double fraction)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(fraction * (sorted.Length - 1))];
    }
}

namespace Loschmidt.Benchmarks;

/// <summary>One turn of one contender.</summary>
/// <param name="Median">Median time of a step, in the contender's unit.</param>
/// <param name="Best">Shortest time of a step.</param>
/// <param name="Check">What it computed; null where there is nothing to compare.</param>
internal sealed record Turn(double Median, double Best, Check? Check = null)
{
    /// <summary>Times an action again and again for the given processor time; milliseconds.</summary>
    public static Turn Take(Action step, double seconds, Check? check = null)
    {
        var times = new List<double>();
        var start = ProcessorTime.Seconds;
        do
        {
            var before = ProcessorTime.Seconds;
            step();
            times.Add(1e3 * (ProcessorTime.Seconds - before));
        }
        while (times.Count < 3 || ProcessorTime.Seconds - start < seconds);

        times.Sort();
        return new(MedianOfSorted(times), times[0], check);
    }

    /// <summary>Median of a sorted list.</summary>
    public static double MedianOfSorted(List<double> sorted) =>
        0.5 * (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]);
}

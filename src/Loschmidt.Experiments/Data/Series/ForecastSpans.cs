using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Divides one long series in the order of time and cuts windows, so that no window of one part looks into
/// another.</summary>
internal static class ForecastSpans
{
    private static readonly double[] Usual = [0.7, 0.15, 0.15];

    /// <summary>Reads the file and divides it.</summary>
    /// <param name="settings">How.</param>
    /// <param name="cache">Where series are kept.</param>
    /// <param name="notes">Takes what the user should know.</param>
    /// <exception cref="DataException">It is no table of numbers, or a part is shorter than a window.</exception>
    public static (ISeriesSet Train, ISeriesSet? Validation, ISeriesSet? Test) Load(
        DataSettings settings, SeriesCache cache, List<string> notes)
    {
        var path = settings.Path!;
        return Divide(settings, path, notes, cache.Open(LongTable.Source(path, settings.Missing ?? MissingValues.Refuse)));
    }

    /// <summary>Divides a series.</summary>
    /// <exception cref="DataException">A part is shorter than a window.</exception>
    public static (ISeriesSet Train, ISeriesSet? Validation, ISeriesSet? Test) Divide(
        DataSettings settings, string name, List<string> notes, ISeriesSet series)
    {
        var steps = series.StepsOf(0);
        var shares = settings.Shares ?? Usual;
        var first = Upto(shares[0]);
        var second = Math.Max(first, Upto(shares[0] + shares[1]));
        var end = Math.Max(second, Upto(shares.Sum()));
        int Upto(double share) => Math.Min(steps, (int)Math.Floor((steps * share) + 1e-6)); // 0.7 + 0.15 is below 0.85
        ISeriesSet Span(string part, int from, int to)
        {
            var window = settings.Window ?? Math.Max(1, to - from);
            return new WindowedSeries(
                $"{name}, {part}", series, from, to - from, window, settings.Stride ?? window);
        }

        var parts = (
            Span("training steps", 0, first),
            shares[1] > 0 ? Span("validation steps", first, second) : null,
            shares[2] > 0 ? Span("test steps", second, end) : null);
        notes.AddRange(SpanDrift.Notes(Whole(0, first), Later().Where(part => part.To - part.From > 1)
            .Select(part => (part.Name, Whole(part.From, part.To))), settings.Differences is true));
        return parts;

        IEnumerable<(string Name, int From, int To)> Later() => [("validation", first, second), ("test", second, end)];

        ISeriesSet Whole(int from, int to)
        {
            var span = new WindowedSeries(name, series, from, to - from, to - from, 1);
            return settings.Differences is true ? new ChangedSeries(span, null) : span;
        }
    }
}

namespace Loschmidt.Experiments.Reports;

/// <summary>A step between plateaus in the figures of a sweep over one key.</summary>
/// <param name="Fit">The fit; its abscissa is log₁₀ of the key where that was swept in ratios.</param>
/// <param name="Logarithmic">Whether it is.</param>
/// <param name="From">Smallest value fitted.</param>
/// <param name="To">Largest value fitted.</param>
/// <param name="UpToBest">Whether values behind the best one were left out.</param>
internal sealed record ThresholdFit(LogisticFit Fit, bool Logarithmic, double From, double To, bool UpToBest)
{
    // Two values of the same order are neither near each other nor far apart.
    private const double ManyTimes = 10;

    /// <summary>The key's value at the threshold.</summary>
    public double Threshold => Logarithmic ? Math.Pow(10, Fit.Threshold) : Fit.Threshold;

    /// <summary>The fitted figure at a value of the key.</summary>
    public double At(double value) => Fit.At(Logarithmic ? Math.Log10(value) : value);

    /// <summary>Fits the rise: values up to the best one, behind which a figure may fall again; all where the best comes early.</summary>
    /// <param name="points">Value of the key and figure, one a job, rising in the value.</param>
    /// <param name="logarithmic">Whether the key is swept in ratios.</param>
    /// <param name="largerIsBetter">Which figure is the best.</param>
    /// <returns>The fit; null where there are fewer values than it has unknowns.</returns>
    public static ThresholdFit? Of(IReadOnlyList<(double X, double Y)> points, bool logarithmic, bool largerIsBetter)
    {
        var places = points.GroupBy(point => point.X).Select(place => (X: place.Key, Y: place.Average(point => point.Y))).ToArray();
        if (places.Length < LogisticFit.FewestPlaces)
        {
            return null;
        }

        var best = (largerIsBetter ? places.MaxBy(place => place.Y) : places.MinBy(place => place.Y)).X;
        var end = best >= places[LogisticFit.FewestPlaces - 1].X ? best : places[^1].X;
        var rise = points.Where(point => point.X <= end).ToArray();
        var fit = LogisticFit.Of(
            Array.ConvertAll(rise, point => logarithmic ? Math.Log10(point.X) : point.X), Array.ConvertAll(rise, point => point.Y));
        return new ThresholdFit(fit, logarithmic, places[0].X, end, end < places[^1].X);
    }

    /// <summary>Whether values rise by ratios rather than by differences: their median lies nearer to the middle of the ratios.</summary>
    /// <param name="values">Different values, rising.</param>
    public static bool Geometric(IReadOnlyList<double> values)
    {
        if (values.Count < 3 || values[0] <= 0 || values[^1] < ManyTimes * values[0])
        {
            return false;
        }

        var median = values[values.Count / 2];
        return Math.Abs(median - Math.Sqrt(values[0] * values[^1])) < Math.Abs(median - ((values[0] + values[^1]) / 2));
    }

    /// <summary>Values over the range fitted, equally spaced on its axis.</summary>
    public IEnumerable<double> Places(int count) => Enumerable.Range(0, count).Select(i => Logarithmic
        ? From * Math.Pow(To / From, i / (count - 1.0))
        : From + ((To - From) * i / (count - 1)));
}

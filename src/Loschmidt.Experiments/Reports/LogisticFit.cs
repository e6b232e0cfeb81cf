namespace Loschmidt.Experiments.Reports;

/// <summary>Least squares of a step between two plateaus, a(x) = low + (high − low)/(1 + e^(−(x − c)/w)).</summary>
/// <remarks>
/// For given c and w the plateaus are linear least squares, so only c and w are searched (variable projection:
/// G. Golub, V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413): a grid, refined about its best point. The same points
/// give the same bits.
/// </remarks>
/// <param name="Threshold">c.</param>
/// <param name="Width">w; a tenth to nine tenths of the step take 4.4 w.</param>
/// <param name="Low">Plateau far below c.</param>
/// <param name="High">Plateau far above c.</param>
/// <param name="Residual">Root mean square of what the fit leaves.</param>
/// <param name="Finding">Whether this is a threshold, in words; empty when it is.</param>
internal sealed record LogisticFit(
    double Threshold, double Width, double Low, double High, double Residual, string Finding)
{
    /// <summary>Different abscissae it needs: as many as it has unknowns.</summary>
    public const int FewestPlaces = 4;

    private const int Grid = 61, Refinements = 14;

    /// <summary>From a tenth to nine tenths of the step, in units of w: 2 ln 9.</summary>
    public const double Rise = 4.394;

    /// <summary>Whether the points show a threshold.</summary>
    public bool IsThreshold => Finding.Length == 0;

    /// <summary>The fitted curve.</summary>
    public double At(double x) => Low + (High - Low) * Logistic(x, Threshold, Width);

    /// <summary>Fits.</summary>
    /// <param name="x">Abscissae, rising, at least four of them different.</param>
    /// <param name="y">Ordinates; several may share an abscissa.</param>
    /// <exception cref="ArgumentException">There are too few points.</exception>
    public static LogisticFit Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var places = x.Distinct().Order().ToArray();
        if (places.Length < FewestPlaces || x.Count != y.Count)
            throw new ArgumentException("a step between plateaus needs at least four different abscissae", nameof(x));
        var range = places[^1] - places[0];
        var gap = places.Zip(places.Skip(1), (a, b) => b - a).Min();

        // A width below a fraction of the distance of points says no more than that distance does.
        var (widthLow, widthHigh) = (Math.Log(gap / 20), Math.Log(range));
        var (c, logWidth) = (0.0, 0.0);
        var (centreFrom, centreTo, widthFrom, widthTo) = (places[0], places[^1], widthLow, widthHigh);
        for (var round = 0; round < Refinements; round++)
        {
            var best = double.PositiveInfinity;
            var (stepC, stepW) = ((centreTo - centreFrom) / (Grid - 1), (widthTo - widthFrom) / (Grid - 1));
            for (var i = 0; i < Grid; i++)
            {
                for (var j = 0; j < Grid; j++)
                {
                    var (tryC, tryW) = (centreFrom + i * stepC, widthFrom + j * stepW);
                    var sum = Plateaus(x, y, tryC, Math.Exp(tryW)).Squares;
                    if (sum < best)
                        (best, c, logWidth) = (sum, tryC, tryW);
                }
            }

            (centreFrom, centreTo) = (Math.Max(places[0], c - 8 * stepC), Math.Min(places[^1], c + 8 * stepC));
            (widthFrom, widthTo) =
                (Math.Max(widthLow, logWidth - 8 * stepW), Math.Min(widthHigh, logWidth + 8 * stepW));
        }

        var width = Math.Exp(logWidth);
        var (low, high, squares) = Plateaus(x, y, c, width);
        var residual = Math.Sqrt(squares / x.Count);
        return new LogisticFit(c, width, low, high, residual, Judge(places, c, width, low, high, residual));
    }

    private static string Judge(double[] places, double c, double width, double low, double high, double residual)
    {
        if (Math.Abs(high - low) <= 3 * residual)
            return "no threshold: the step is lost in the scatter";
        if (c <= places[1] || c >= places[^2])
            return "no threshold inside the range: no plateau is seen on one side";
        return Rise * width > 0.5 * (places[^1] - places[0])
            ? "no sharp threshold: the rise takes more than half of the range"
            : "";
    }

    private static (double Low, double High, double Squares) Plateaus(
        IReadOnlyList<double> x, IReadOnlyList<double> y, double c, double width)
    {
        // Straight line y = low + step·s in s = logistic; centred, so that the two unknowns do not mix.
        var (meanS, meanY) = (0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            meanS += Logistic(x[i], c, width) / x.Count;
            meanY += y[i] / x.Count;
        }

        var (ss, sy) = (0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            var s = Logistic(x[i], c, width) - meanS;
            ss += s * s;
            sy += s * (y[i] - meanY);
        }

        var step = ss > 1e-12 ? sy / ss : 0;
        var low = meanY - step * meanS;
        var squares = 0.0;
        for (var i = 0; i < x.Count; i++)
        {
            var left = y[i] - low - step * Logistic(x[i], c, width);
            squares += left * left;
        }

        return (low, low + step, squares);
    }

    private static double Logistic(double x, double c, double width) => 1 / (1 + Math.Exp(-(x - c) / width));
}

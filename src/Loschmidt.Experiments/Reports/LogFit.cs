namespace Loschmidt.Experiments.Reports;

/// <summary>Powers, read off as slopes on paper with two logarithmic axes.</summary>
internal static class LogFit
{
    /// <summary>d log y / d log x by least squares; NaN for fewer than two points.</summary>
    public static double Slope(IReadOnlyCollection<(double X, double Y)> points)
    {
        if (points.Count < 2)
        {
            return double.NaN;
        }

        var line = points.Select(point => (X: Math.Log(point.X), Y: Math.Log(point.Y))).ToList();
        var (x, y) = (line.Average(point => point.X), line.Average(point => point.Y));
        return line.Sum(point => (point.X - x) * (point.Y - y)) / line.Sum(point => (point.X - x) * (point.X - x));
    }
}

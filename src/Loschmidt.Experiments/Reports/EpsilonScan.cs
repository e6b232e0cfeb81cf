using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>An echo's error against ε: a straight line of known slope until rounding takes over.</summary>
/// <param name="Points">(ε, relative error), ε descending.</param>
internal sealed record EpsilonScan(IReadOnlyList<(double Epsilon, double Error)> Points)
{
    /// <summary>The ε of least error; 1 where no error is a number.</summary>
    public double Best => Points.Count == 0 ? 1 : Points.MinBy(point => point.Error).Epsilon;

    /// <summary>
    /// d log(error)/d log ε, fitted where the line is straight: ε above the best one, errors below 3 % and thirty times above
    /// the rounding floor; NaN when fewer than two points are left.
    /// </summary>
    public double Slope
    {
        get
        {
            if (Points.Count == 0)
            {
                return double.NaN;
            }

            var floor = Points.Min(point => point.Error);
            var best = Best;
            var line = Points.Where(point => point.Epsilon > best && point.Error < 3e-2 && point.Error > 30 * floor)
                .Select(point => (X: Math.Log(point.Epsilon), Y: Math.Log(point.Error)))
                .ToList();
            if (line.Count < 2)
            {
                return double.NaN;
            }

            var (x, y) = (line.Average(point => point.X), line.Average(point => point.Y));
            return line.Sum(point => (point.X - x) * (point.Y - y)) / line.Sum(point => (point.X - x) * (point.X - x));
        }
    }

    /// <summary>Runs the estimator at ε = 10⁻¹ … 10⁻⁹ in half decades; at 10⁶ … 10⁻⁵ where every step of a series is nudged.</summary>
    /// <remarks>The error signal of a series is spread over its steps, so that ε has to be larger by their number for the same echo.</remarks>
    /// <param name="at">The estimator for a given ε.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="reference">The gradient it is held against.</param>
    /// <param name="cancellation">Stops between two ε.</param>
    public static EpsilonScan Run(
        Func<double, IGradientEstimator> at, IMachine machine, Batch batch, double[] reference, CancellationToken cancellation)
    {
        var gradient = new double[reference.Length];
        var points = new List<(double, double)>();
        var (first, last) = machine is ISequenceMachine ? (-12, 10) : (2, 18);
        for (var half = first; half <= last; half++)
        {
            cancellation.ThrowIfCancellationRequested();
            var ε = Math.Pow(10, -half / 2.0);
            at(ε).Estimate(machine, batch, gradient);
            var error = Fidelity.Of(gradient, reference).RelativeError;
            if (double.IsFinite(error) && error > 0)
            {
                points.Add((ε, error));
            }
        }

        return new EpsilonScan(points);
    }
}

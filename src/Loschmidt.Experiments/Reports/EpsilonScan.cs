using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>An echo's error against ε: a straight line of known slope until rounding takes over.</summary>
/// <param name="Points">(ε, relative error), ε descending.</param>
internal sealed record EpsilonScan(IReadOnlyList<(double Epsilon, double Error)> Points)
{
    // A single echo's own error, which is proportional to ε, passes; a factor of √10 does not.
    private const double Plateau = 0.05;

    /// <summary>The ε about which the gradient changes least, whatever it should be; null where that was not watched.</summary>
    public double? Steadiest { get; init; }

    /// <summary>Whether the gradient hardly changes there from one ε to the next, which a law of 1/ε does at no ε.</summary>
    public bool HasPlateau { get; private init; }

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
            return LogFit.Slope([.. Points.Where(point => point.Epsilon > best && point.Error < 3e-2 && point.Error > 30 * floor)]);
        }
    }

    /// <summary>The ε about the best one for which the error stays within ten times the least.</summary>
    public (double From, double To) Window
    {
        get
        {
            var best = Points.TakeWhile(point => point.Epsilon != Best).Count();
            var (first, last) = (best, best);
            while (first > 0 && Points[first - 1].Error <= 10 * Points[best].Error)
            {
                first--;
            }

            while (last < Points.Count - 1 && Points[last + 1].Error <= 10 * Points[best].Error)
            {
                last++;
            }

            return Points.Count == 0 ? (1, 1) : (Points[last].Epsilon, Points[first].Epsilon);
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
        var (gradient, previous) = (new double[reference.Length], new double[reference.Length]);
        var (steadiest, least) = ((double?)null, double.PositiveInfinity);
        var points = new List<(double, double)>();
        var (first, last) = machine is ISequenceMachine ? (-12, 10) : (2, 18);
        for (var half = first; half <= last; half++)
        {
            cancellation.ThrowIfCancellationRequested();
            var ε = Math.Pow(10, -half / 2.0);
            at(ε).Estimate(machine, batch, gradient);
            var change = points.Count == 0 ? double.NaN : Fidelity.Of(gradient, previous).RelativeError;
            // Two gradients of zero are no plateau but a nudge that drowned in rounding.
            if (change > 0 && change < least)
            {
                (steadiest, least) = (ε, change);
            }

            (gradient, previous) = (previous, gradient);
            var error = Fidelity.Of(previous, reference).RelativeError;
            if (double.IsFinite(error) && error > 0)
            {
                points.Add((ε, error));
            }
        }

        return new EpsilonScan(points) { Steadiest = steadiest, HasPlateau = least < Plateau };
    }
}

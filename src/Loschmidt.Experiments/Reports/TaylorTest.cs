using System.Numerics.Tensors;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reports;

/// <summary>Holds gradients against the cost itself: |C(θ + h·d) − C(θ) − h d·g| falls as h² where g is right, as h where it is not.</summary>
/// <remarks>Needs no reference. Lines are shared: the identity holds along any d, so a gradient that points where another did is tested on that one's.</remarks>
/// <param name="subject">The machine.</param>
/// <param name="seed">Names the random direction.</param>
/// <param name="cancellation">Stops between two points.</param>
internal sealed class TaylorTest(CheckedMachine subject, ulong seed, CancellationToken cancellation)
{
    // Unit vectors nearer to each other than this are one direction.
    private const double SameDirection = 1e-2;

    private readonly List<CostLine> _lines = [];
    private CostLine? _random;

    /// <summary>Tests a gradient along itself and along a random direction.</summary>
    /// <param name="estimator">Its estimator's name.</param>
    /// <param name="gradient">[parameters].</param>
    public IEnumerable<GradcheckTaylor> Run(string estimator, double[] gradient)
    {
        var norm = TensorPrimitives.Norm<double>(gradient);
        if (norm > 0 && double.IsFinite(norm))
        {
            yield return Along("gradient", LineAlong(gradient, norm));
            yield return Along("random", _random ??= new CostLine(subject, Random(), cancellation));
        }

        GradcheckTaylor Along(string direction, CostLine line)
        {
            var slope = TensorPrimitives.Dot<double>(line.Direction, gradient);
            var points = line.Rises.Select(point => (point.H, Remainder: Math.Abs(point.Rise - (point.H * slope))))
                .Where(point => point.Remainder > 10 * line.Rounding).ToList();
            return new GradcheckTaylor(
                estimator, direction, points.Count < 3 ? double.NaN : LogFit.Slope(points),
                [.. points.Select(point => new GradcheckPoint(point.H, point.Remainder))]);
        }
    }

    /// <summary>The smaller of the slopes that were seen; NaN where there were none.</summary>
    public static double Worst(IEnumerable<GradcheckTaylor> tests) =>
        tests.Select(test => test.Slope).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    private CostLine LineAlong(double[] gradient, double norm)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Divide(gradient, norm, direction);
        if (_lines.FirstOrDefault(line => TensorPrimitives.Distance<double>(line.Direction, direction) < SameDirection) is not { } known)
        {
            known = new CostLine(subject, direction, cancellation);
            _lines.Add(known);
        }

        return known;
    }

    private double[] Random()
    {
        var layout = subject.Machine.Parameters;
        var stream = new RandomStream(seed, "taylor");
        var direction = new double[layout.Count];
        foreach (var tensor in layout.Tensors.Where(tensor => tensor.IsLearned))
        {
            for (var i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
            {
                direction[i] = stream.Normal((uint)i);
            }
        }

        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<double>(direction), direction);
        return direction;
    }
}

using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Tests.Costs;

/// <summary>One of each cost on three of five coordinates, five samples in eight lanes, with complex targets.</summary>
internal static class CostCases
{
    public const int Coordinates = 5;
    public const int Samples = 5;

    private static readonly int[] Sites = [0, 3, 2];

    public static readonly string[] Names =
        ["field", "intensity", "overlap", "overlap squared", "position", "phase", "phase, no kinetic weight", "softmax", "ising"];

    public static TheoryData<string> All => new(Names);

    public static ICost<double> Create(string name, bool conjugate = false)
    {
        ICost<double> cost = name switch
        {
            "field" => new FieldCost<double>(Sites, 0.7, 1.3, 0.4),
            "intensity" => new IntensityCost<double>(Sites, 0.7, 1.3, 0.4),
            "overlap" => new OverlapCost<double>(Sites, 0.7, 1.3, 0.4),
            "overlap squared" => new OverlapSquaredCost<double>(Sites, 0.6),
            "position" => new PositionCost<double>(Sites, 0.7, 1.3, 0.4),
            "phase" => new QuadraticPhaseCost<double>(Sites, [0.7, 1.3, 0.4], [0.2, 0.9, 1.1]),
            "phase, no kinetic weight" => new QuadraticPhaseCost<double>(Sites, [0.7], [0]),
            "softmax" => new SoftmaxCost<double>(Sites, 1.7),
            "ising" => new IsingCost<double>(Sites),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such cost"),
        };
        cost.Prepare(TargetBatch(cost, conjugate), PhasePoint<double>.PaddedLanes(Samples));
        return cost;
    }

    /// <summary>
    /// Random targets; conjugated, where they are (Re, Im) or (q, p) pairs, by turning the second number.
    /// </summary>
    public static Batch TargetBatch(ICost<double> cost, bool conjugate = false)
    {
        var stream = new RandomStream(3, "targets");
        var batch = new Batch(0, cost.Targets, Samples) { Active = Samples };
        var pairs = cost.Targets == 2 * Sites.Length;
        for (var k = 0; k < cost.Targets; k++)
            for (var lane = 0; lane < Samples; lane++)
            {
                var value = stream.Normal(0, (uint)k, (uint)lane);
                batch.Targets[k * batch.Lanes + lane] = conjugate && pairs && k % 2 == 1 ? -value : value;
            }

        return batch;
    }

    public static PhasePoint<double> RandomPoint(uint which, int coordinates = Coordinates, int samples = Samples)
    {
        var stream = new RandomStream(17, "points");
        var x = new PhasePoint<double>(coordinates, samples);
        for (var i = 0; i < coordinates; i++)
            for (var lane = 0; lane < samples; lane++)
                (x.View.Q[i * x.Lanes + lane], x.View.P[i * x.Lanes + lane]) = stream.Normals(which, (uint)i, (uint)lane);

        return x;
    }

    public static PhasePoint<double> Copy(PhasePoint<double> x)
    {
        var copy = new PhasePoint<double>(x.Coordinates, x.Active);
        copy.CopyFrom(x);
        return copy;
    }

    public static double Distance(PhasePoint<double> a, PhasePoint<double> b)
    {
        var worst = 0.0;
        for (var i = 0; i < a.View.Q.Length; i++)
            worst = Math.Max(worst, Math.Max(Math.Abs(a.View.Q[i] - b.View.Q[i]), Math.Abs(a.View.P[i] - b.View.P[i])));

        return worst;
    }
}

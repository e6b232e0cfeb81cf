using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reports;

/// <summary>Directions in parameter space along which an expensive estimator is asked: 16 single parameters and 4 random ones.</summary>
internal sealed class Probes
{
    private const int Singles = 16;
    private const int Randoms = 4;

    /// <summary>Draws the directions of one machine.</summary>
    /// <param name="layout">The parameters.</param>
    /// <param name="reference">Its gradient: single parameters are drawn among those with a share in it.</param>
    /// <param name="seed">The run's seed.</param>
    public Probes(ParameterLayout layout, ReadOnlySpan<double> reference, ulong seed)
    {
        var stream = new RandomStream(seed, "probes");
        var largest = 0.0;
        foreach (var g in reference)
        {
            largest = Math.Max(largest, Math.Abs(g));
        }

        for (uint draw = 0; Directions.Count < Math.Min(Singles, layout.Count); draw++)
        {
            var i = stream.Index(layout.Count, draw);

            // A parameter the cost hardly feels only measures the rounding of the difference. Dark ones count after 10,000 draws.
            if (Math.Abs(reference[i]) >= 1e-3 * largest || draw > 10_000)
            {
                var direction = new double[layout.Count];
                direction[i] = 1;
                Directions.Add(direction);
            }
        }

        for (uint random = 0; random < Randoms; random++)
        {
            var direction = new double[layout.Count];
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] = stream.Normal(random, (uint)i, 1) / Math.Sqrt(layout.Count);
            }

            foreach (var kept in layout.Tensors.Where(tensor => !tensor.IsLearned))
            {
                direction.AsSpan(kept.Offset, kept.Count).Clear();
            }

            Directions.Add(direction);
        }
    }

    /// <summary>The directions, each [parameters].</summary>
    public List<double[]> Directions { get; } = [];

    /// <summary>d·g along every direction.</summary>
    public double[] Project(ReadOnlySpan<double> gradient)
    {
        var projections = new double[Directions.Count];
        for (var i = 0; i < projections.Length; i++)
        {
            projections[i] = System.Numerics.Tensors.TensorPrimitives.Dot(Directions[i], gradient);
        }

        return projections;
    }
}

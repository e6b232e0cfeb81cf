using System.Numerics.Tensors;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How far θ moves in a HEB cycle, beside −(εΩ/Γ) ∂C/∂θ: the slope of a line through the origin over all parameters and cycles.</summary>
internal sealed class HatRate
{
    private readonly List<(double Along, double Square)> _cycles = [];

    /// <summary>Lets a machine learn and compares every cycle with the gradient that a stored trajectory gives of another.</summary>
    /// <param name="machine">It learns.</param>
    /// <param name="reference">Gives ∂C/∂θ at the same θ, at rest.</param>
    /// <param name="cycle">ε and Γ.</param>
    /// <param name="samples">The sample of every cycle.</param>
    /// <param name="before">Told before every cycle.</param>
    public HatRate(IReverses machine, IPullsBack reference, SelfLearningCycle cycle, IReadOnlyList<Batch> samples, Action<int>? before = null)
    {
        var count = machine.Learning.Count;
        var (gradient, ignored, start, expected, moved) =
            (new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (var step = 0; step < samples.Count; step++)
        {
            before?.Invoke(step);
            machine.Learning.Theta.CopyTo(start);
            start.CopyTo(reference.Learning.Theta);
            reference.Learning.Pi.Clear();
            reference.PullBack(samples[step], gradient, ignored);
            TensorPrimitives.Multiply<double>(gradient, -cycle.Epsilon * machine.Learning.DecayInverseMass / cycle.DecayRate, expected);
            cycle.Step(machine, samples[step]);
            TensorPrimitives.Subtract<double>(machine.Learning.Theta, start, moved);
            _cycles.Add((TensorPrimitives.Dot<double>(moved, expected), TensorPrimitives.SumOfSquares<double>(expected)));
            Distance += TensorPrimitives.SumOfSquares<double>(moved);
        }
    }

    /// <summary>Slope of every cycle alone.</summary>
    public double[] Slopes => [.. _cycles.Select(cycle => cycle.Along / cycle.Square)];

    /// <summary>Slope over all of them: 1 if theory holds.</summary>
    public double Slope => _cycles.Sum(cycle => cycle.Along) / Weight;

    /// <summary>Its standard error, from how much cycles differ among each other.</summary>
    public double Error => Math.Sqrt(
        _cycles.Sum(cycle => Math.Pow(cycle.Along - (Slope * cycle.Square), 2)) * _cycles.Count / Math.Max(1, _cycles.Count - 1)) / Weight;

    /// <summary>Cosine of all displacements with all expected ones.</summary>
    public double Cosine => _cycles.Sum(cycle => cycle.Along) / Math.Sqrt(Weight * Distance);

    private double Weight => _cycles.Sum(cycle => cycle.Square);

    private double Distance { get; }
}

using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>The gradient that the others are held against: the reverse sweep, backpropagation through time or the adjoint of the machine in double.</summary>
internal sealed class ReferenceGradient
{
    // What grows at every step has grown out of all proportion.
    private const double Meaningless = 1e6;

    private readonly IGradientEstimator _oracle;
    private readonly CheckedMachine _exact;

    /// <summary>Chooses the oracle and asks it.</summary>
    /// <exception cref="NonFiniteException">The machine's cost, or what its parameters hear, is not finite; the message says where it was lost.</exception>
    public ReferenceGradient(CheckedMachine exact)
    {
        _exact = exact;
        _oracle = EstimatorRegistry.Oracle(exact.Machine);
        Gradient = new double[exact.Machine.Parameters.Count];
        _oracle.Estimate(exact.Machine, exact.Batch, Gradient);
        var warning = (exact.Machine as ISequenceMachine)?.EchoWarning;
        // The largest entry comes with its sign.
        IsSound = Math.Abs(TensorPrimitives.MaxMagnitude<double>(Gradient)) < Meaningless;
        if (!IsSound && exact.Machine is IEvolves machine)
            ThrowUnlessFinite(machine, exact.Batch);
        Warning = IsSound
            ? warning
            : "the reference itself means nothing here, and neither does what is compared with it"
                + (warning is null ? ": it is no number, or larger than any cost could make it" : $": {warning}");
    }

    /// <summary>Name of the estimator it comes from.</summary>
    public string Name => _oracle.Name;

    /// <summary>[parameters].</summary>
    public double[] Gradient { get; }

    /// <summary>Whether it is a gradient at all.</summary>
    public bool IsSound { get; }

    /// <summary>Why it is not to be trusted, in a line; null where it is.</summary>
    public string? Warning { get; }

    // No gradient is right or wrong where there is no cost, or where π hears no number.
    private static void ThrowUnlessFinite(IEvolves machine, Batch batch)
    {
        var (θ, π) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        machine.Learning.Pi.Clear();
        machine.Prepare(batch);
        machine.Evolve();
        var cost = machine.Cost();
        if (machine.DescribeFault() is { } fault)
            throw new NonFiniteException(fault);
        if (!double.IsFinite(cost))
            throw new NonFiniteException("the cost is not finite although the state is; are the targets finite?");
        θ.CopyTo(machine.Learning.Theta);
        π.CopyTo(machine.Learning.Pi);
    }

    /// <summary>The reference for the noise of that name: a machine that draws its own initial state has another gradient for each.</summary>
    public double[] At(long moment)
    {
        if (_exact.Machine is not IDrawsNoise noisy)
        {
            return Gradient;
        }

        var gradient = new double[Gradient.Length];
        noisy.Name(moment, 0);
        _oracle.Estimate(_exact.Machine, _exact.Batch, gradient);
        return gradient;
    }
}

using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Execution;

/// <summary>The right gradient of a device: of its own cost, with its static errors and without its noise; what training on it would follow.</summary>
/// <remarks>
/// Errors of parameters move the device to another θ, where the ideal machine's oracle is exact. Errors that change the cost at the same θ (loss, detuning, a
/// drive) leave no oracle: then slopes along random directions are compared, by central differences of the device without its noise.
/// </remarks>
internal sealed class DeviceReference
{
    private const int Directions = 64;
    private const double Step = 1e-3;

    private readonly IEvolves _machine;
    private readonly IGradientEstimator? _oracle;

    /// <summary>Chooses the reference of an experiment's machine.</summary>
    public DeviceReference(Experiment experiment, int samples)
    {
        var still = experiment with { Imperfections = experiment.Imperfections?.Still, Device = null };
        if (still.Imperfections is { ChangesCost: true })
        {
            _machine = MachineFactory.Build(still, samples);
            return;
        }

        _machine = MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed, samples);
        _oracle = EstimatorRegistry.Oracle(_machine);
        if (still.Imperfections is not null && MachineFactory.Build(still, samples) is ImperfectMachine device)
        {
            device.RealTheta(_machine.Learning.Theta);
        }
    }

    /// <summary>The machine it is asked of.</summary>
    public IEvolves Machine => _machine;

    /// <summary>What it says about one batch: the gradient, or slopes along the directions that <see cref="Seen"/> projects on.</summary>
    /// <returns>A vector that adds up over batches.</returns>
    public double[] Of(Batch batch)
    {
        if (_oracle is null)
        {
            var differences = new CentralDifferencesEstimator(Step);
            return [.. Enumerable.Range(0, Directions).Select(n => differences.Along(_machine, batch, Direction(n)))];
        }

        var gradient = new double[_machine.Parameters.Count];
        _oracle.Estimate(_machine, batch, gradient);
        return gradient;
    }

    /// <summary>A gradient as the reference sees it.</summary>
    public double[] Seen(double[] gradient) => _oracle is not null ? gradient :
    [
        .. Enumerable.Range(0, Directions).Select(n => System.Numerics.Tensors.TensorPrimitives.Dot<double>(gradient, Direction(n))),
    ];

    private double[] Direction(int number)
    {
        var stream = new RandomStream(1, "tolerance/directions");
        var direction = new double[_machine.Parameters.Count];
        var length = Math.Sqrt(direction.Length);
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = stream.Normal((uint)number, (uint)i) / length;
        }

        return direction;
    }
}

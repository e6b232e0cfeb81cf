using System.Numerics.Tensors;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>How good a gradient is on an imperfect machine before it learns anything, against the <see cref="DeviceReference"/>.</summary>
/// <remarks>Of a self-learning machine the gradient is its kick, −(π after − π before)/ε. At the initial θ, on a few samples, in double.</remarks>
internal static class GradientProbe
{
    private const int Samples = 4;

    /// <summary>Cosine, norm ratio and relative error of the gradient, and the overlap of an echo without a nudge where there is one.</summary>
    /// <exception cref="InputException">The experiment or its data are at fault.</exception>
    public static IReadOnlyDictionary<string, double> Measure(Experiment experiment, string? data)
    {
        experiment = experiment with { Training = experiment.Training with { Precision = Precision.Double } };
        var machine = MachineFactory.Build(experiment, Samples);
        var reference = new DeviceReference(experiment, Samples);
        var set = DataFactory.Load(experiment, reference.Machine, data).Train;
        var rows = Enumerable.Range(0, Math.Min(Samples, set.Count)).ToArray();
        var right = Sum(reference.Machine, set, rows, (_, batch) => reference.Of(batch));
        var estimate = Estimate(experiment, machine);
        var gradient = Sum(machine, set, rows, (one, batch) =>
        {
            var part = new double[one.Parameters.Count];
            estimate(one, batch, part);
            return part;
        });
        var fidelity = Fidelity.Of(reference.Seen(gradient), right);
        var figures = new Dictionary<string, double>
        {
            ["cosine"] = fidelity.Cosine, ["normRatio"] = fidelity.NormRatio, ["relativeError"] = fidelity.RelativeError,
        };
        if (machine is IReverses reversible && (machine as IRefuses)?.Refusal<IReverses>() is null)
        {
            figures["overlap"] = Overlap(reversible, set);
        }

        return figures;
    }

    private delegate double Gradient(IEvolves machine, Batch batch, Span<double> gradient);

    private static Gradient Estimate(Experiment experiment, IEvolves machine)
    {
        var training = experiment.Training;
        if (training.Estimator == Estimator.SelfLearning)
        {
            var cycle = Learners.Cycle(training);
            return cycle.Supports(machine, out var why)
                ? (one, batch, gradient) => Kick(cycle, (IReverses)one, batch, gradient)
                : throw new UnsuitableException(why, Places.Of(training, "training.estimator"));
        }

        var estimator = Learners.Estimator(training.Estimator, training.Epsilon, machine, training.Nudging);
        return estimator.Supports(machine, out var reason)
            ? estimator.Estimate
            : throw new UnsuitableException(reason, Places.Of(training, "training.estimator"));
    }

    private static double Kick(Learning.SelfLearningCycle cycle, IReverses machine, Batch batch, Span<double> gradient)
    {
        var θ = machine.Learning.Theta.ToArray();
        machine.Learning.Pi.Clear();
        var cost = cycle.Kick(machine, batch);
        TensorPrimitives.Multiply(machine.Learning.Pi, -1 / cycle.Epsilon, gradient);
        θ.CopyTo(machine.Learning.Theta);
        machine.Learning.Pi.Clear();
        return cost;
    }

    private static double[] Sum(IEvolves machine, IDataSet set, int[] rows, Func<IEvolves, Batch, double[]> of)
    {
        double[] sum = [];
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        for (var first = 0; first < rows.Length; first += machine.Lanes)
        {
            set.Read(rows.AsSpan(first, Math.Min(machine.Lanes, rows.Length - first)), batch);
            (machine as IDrawsNoise)?.Name(0, first / machine.Lanes);
            var part = of(machine, batch);
            if (sum.Length == 0)
            {
                sum = part;
            }
            else
            {
                TensorPrimitives.Add(sum, part, sum);
            }
        }

        return sum;
    }

    private static double Overlap(IReverses machine, IDataSet set)
    {
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        set.Read([0], batch);
        (machine as IDrawsNoise)?.Name(0, 0);
        machine.Prepare(batch);
        machine.Keep();
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        return machine.DistanceFromKept().Overlap;
    }
}

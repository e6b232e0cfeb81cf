using Loschmidt.Devices;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Execution;

/// <summary>An experiment made ready to train: whatever is wrong with it has shown by now, and no file was touched.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Bench">Its machine and data.</param>
/// <param name="Learner">Its learner, at the initial θ.</param>
/// <param name="Batcher">Which samples each step sees.</param>
/// <param name="Steps">Steps to do, those of all attempts.</param>
/// <param name="Selection">What states are compared by.</param>
internal sealed record TrainingPlan(
    Experiment Experiment, Workbench Bench, ILearner Learner, Batcher Batcher, long Steps, Selection Selection)
{
    /// <summary>Bytes of a training step beside its samples, where the machine can say; null otherwise.</summary>
    public long? PredictedBytes => Bench.Blocks.Machine is ISequenceMachine machine && Bench.Data.Train is ISeriesSet series
        && Learners.Estimator(Experiment.Training.Estimator, Experiment.Training.Epsilon, machine) is SequenceEstimator estimator
        ? machine.BytesFor(new SequenceEcho(estimator.Method, estimator.Epsilon), Longest(series))
        : null;

    /// <summary>Experiments that the gradient of one sample takes, of devices; null of machines in silico.</summary>
    public double? ExperimentsPerSample
    {
        get
        {
            if (Experiment.Device is null)
            {
                return null;
            }

            var machine = Bench.Blocks.Machine;
            var estimator = Learners.Estimator(Experiment.Training, machine, Experiment.Seed);
            // A laboratory keeps no field: the second of two echoes begins with the way out again.
            return estimator.Passes(machine) + (machine is DeviceEchoMachine && estimator is EchoEstimator ? 1 : 0);
        }
    }

    private static int Longest(ISeriesSet series) => Enumerable.Range(0, series.Count).Max(series.StepsOf);

    // Samples of an evaluation: enough that all workers have a block even where a step has but one.
    private const int EvaluatedAtOnce = 256;

    /// <summary>Trainings one after the other; more than one where it is begun anew from other initial draws.</summary>
    public int Attempts => 1 + (Experiment.Training.Restarts ?? 0);

    /// <summary>Sets everything up.</summary>
    /// <exception cref="InputException">The experiment or its data are at fault.</exception>
    public static TrainingPlan Of(Experiment experiment, TrainingOptions options)
    {
        var training = experiment.Training;
        var bench = Workbench.SetUp(experiment, Math.Max(training.Batch, EvaluatedAtOnce), options.Threads, options.Data);
        try
        {
            return Of(experiment, bench);
        }
        catch
        {
            (bench.Blocks.Machine as IDisposable)?.Dispose(); // a device waits for its next trainer
            throw;
        }
    }

    private static TrainingPlan Of(Experiment experiment, Workbench bench)
    {
        var training = experiment.Training;
        var selection = Selection.Of(training, bench.Data.Validation is not null);
        var learner = Learners.Build(training, bench.Blocks, experiment.Seed);
        HomeCheck.Require(experiment, bench.Blocks.Machine, bench.Data.Train);
        SealedChecks.RequireSafe(experiment, bench);
        var batcher = new Batcher(bench.Data.Train.Count, training.Batch, experiment.Seed, training.Sampling);
        var steps = training.Steps ?? checked((int)batcher.StepsFor(training.Epochs ?? 1));
        var plan = new TrainingPlan(experiment, bench, learner, batcher, steps, selection);
        return plan.Attempts == 1 ? plan : plan with
        {
            Learner = new RestartingLearner(
                learner, new Evaluator(bench.Blocks), Starts(experiment, plan.Attempts, learner.Theta), steps),
            Steps = (long)steps * plan.Attempts,
        };
    }

    /// <summary>θ at the beginning of every attempt.</summary>
    private static double[][] Starts(Experiment experiment, int attempts, ReadOnlySpan<double> first)
    {
        var seeds = new RandomStream(experiment.Seed, "restarts");
        var starts = new double[attempts][];
        starts[0] = first.ToArray();
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            var (high, low, _, _) = seeds.Words((uint)attempt);
            var drawn = MachineFactory.Build(experiment.Machine, experiment.Training.Precision, ((ulong)high << 32) | low);
            starts[attempt] = drawn.Learning.Theta.ToArray();
        }

        return starts;
    }
}

using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Builds the learner an experiment asks for.</summary>
internal static class Learners
{
    /// <summary>The estimator of that name, as the machine needs it.</summary>
    /// <param name="estimator">Which one.</param>
    /// <param name="epsilon">Strength of nudges, or the shift of a rule; null is the customary one. Differences have a step of their own.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="nudging">Which way a relaxing machine is nudged; both ways where null.</param>
    /// <param name="snapshots">States that revolve keeps; null is the customary number.</param>
    /// <exception cref="ArgumentException">Self-learning, which is no estimator: nothing is read out.</exception>
    public static IGradientEstimator Estimator(
        Estimator estimator, double? epsilon, IMachine machine, Nudging? nudging = null, int? snapshots = null) =>
        estimator == Schema.Estimator.SelfLearning
            ? throw new ArgumentException("self-learning reads no gradient", nameof(estimator))
            : estimator == Schema.Estimator.Revolve && snapshots is { } kept ? new RevolveEstimator(kept)
            : EstimatorRegistry.Find(NameOf(estimator, nudging)).At(machine, estimator == Schema.Estimator.CentralDifferences ? null : epsilon);

    private static string NameOf(Estimator estimator, Nudging? nudging) =>
        estimator == Schema.Estimator.Equilibrium && nudging == Nudging.OneSided ? "equilibrium-one-sided" : ValueTypes.Word(estimator);

    /// <summary>The physical cycle of an experiment.</summary>
    public static SelfLearningCycle Cycle(TrainingSettings training) => new()
    {
        Epsilon = training.Nudge,
        DecayRate = training.Decay.Rate,
        DecayTime = training.Decay.Time,
        Protocol = training.Protocol ?? EchoProtocol.OneSided,
    };

    /// <summary>Builds the learner, at the machine's present θ.</summary>
    /// <param name="training">How to train.</param>
    /// <param name="blocks">Replicas of the machine.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="UnsuitableException">The machine cannot be trained this way; says why and what it
    /// can.</exception>
    public static ILearner Build(TrainingSettings training, LaneBlocks blocks, ulong seed)
    {
        var machine = blocks.Machine;
        var control = training.Shuffled ? new ShuffledControl(machine.Parameters, seed) : null;
        if (machine is SealedMachine device)
        {
            return Sealed(training, device);
        }

        if (training.Estimator == Schema.Estimator.SelfLearning)
        {
            var cycle = Cycle(training);
            return cycle.Supports(machine, out var why)
                ? new SelfLearner(blocks, cycle, new Bath(training.Decay.Temperature, seed), AnnealingSettings.Of(training), control)
                : throw new UnsuitableException(why, Places.Of(training, "training.estimator"));
        }

        return Build(training, blocks, Estimator(training, machine, seed), control);
    }

    private static SealedLearner Sealed(TrainingSettings training, SealedMachine device)
    {
        if (training.Estimator != Schema.Estimator.SelfLearning)
        {
            throw new UnsuitableException(
                $"{device.Client.About.Name} is a sealed device, of which no gradient can be had; use estimator: self-learning",
                Places.Of(training, "training.estimator"));
        }

        if (training.Shuffled)
        {
            throw new UnsuitableException(
                "shuffled deals the kicks of the parameters anew, and a sealed device shows none; remove it", Places.Of(training, "training.shuffled"));
        }

        try
        {
            return new SealedLearner(device, Cycle(training), training.Decay.Temperature, AnnealingSettings.Of(training));
        }
        catch (NotSupportedException problem)
        {
            throw new UnsuitableException(problem.Message, Places.Of(training, "training.protocol") ?? Places.Of(training, "training"), problem);
        }
    }

    /// <summary>The estimator of an experiment, with everything that it says of it.</summary>
    /// <exception cref="ArgumentException">Self-learning, which is no estimator: nothing is read out.</exception>
    public static IGradientEstimator Estimator(TrainingSettings training, IMachine machine, ulong seed) =>
        Drawing(Estimator(training.Estimator, training.Epsilon, machine, training.Nudging, training.Snapshots), training, seed);

    /// <summary>The same estimator; one that draws, with the experiment's number of draws and seed.</summary>
    public static IGradientEstimator Drawing(IGradientEstimator estimator, TrainingSettings training, ulong seed) =>
        estimator is SpsaEstimator shaking ? shaking with { Draws = training.Draws ?? 1, Seed = seed } : estimator;

    /// <summary>Builds a learner that reads its gradient with a given estimator, whatever the experiment names.</summary>
    /// <param name="training">How to train.</param>
    /// <param name="blocks">Replicas of the machine.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="control">Shuffles every gradient; null trains as meant.</param>
    /// <exception cref="UnsuitableException">The machine cannot be trained this way.</exception>
    public static ILearner Build(TrainingSettings training, LaneBlocks blocks, IGradientEstimator estimator, ShuffledControl? control = null)
    {
        var machine = blocks.Machine;
        if (!estimator.Supports(machine, out var reason))
        {
            throw new UnsuitableException(
                machine is DeviceMachine table ? $"{reason}; change training.estimator{(table.Device is RemoteDevice ? "" : ", or remove the key 'device'")}" : reason,
                Places.Of(training, "training.estimator"));
        }

        if (machine is ImperfectMachine { Settings: var flaws } && estimator is CentralDifferencesEstimator
            && HomewardErrors.In(flaws) is { } idle)
        {
            throw new UnsuitableException(
                $"{idle} is an error of the way home, and {estimator.Name} sends nothing home: it has no effect; remove it, or use estimator: echo",
                Places.Of(training, "training.estimator"));
        }

        var optimiser = training.Optimiser;
        if (optimiser.Kind != OptimiserKind.Decay)
        {
            return new GradientLearner(blocks, estimator, Optimiser(optimiser, machine.Parameters),
                optimiser.Rate!.Value, control);
        }

        if (machine.Learning.DecayInverseMass == 0)
        {
            throw new UnsuitableException(
                "the learning field of this machine has infinite mass (Omega = 0), so a decay step cannot move it; "
                + "set training.optimiser.kind to sgd, heavy-ball, adam or amsgrad",
                Places.Of(training, "training.optimiser"));
        }

        // What the decay step would do with this gradient: a step εΩ/Γ along the sum over the batch.
        var rate = training.Nudge * machine.Learning.DecayInverseMass / training.Decay.Rate * training.Batch;
        return new GradientLearner(blocks, estimator, new Sgd(), rate, control);
    }

    /// <summary>The optimiser of an experiment, before its first step.</summary>
    /// <param name="settings">Which one; not <see cref="OptimiserKind.Decay"/>, which is the machine's own.</param>
    /// <param name="layout">The machine's parameters.</param>
    /// <exception cref="UnsuitableException">A factor is for a tensor that the machine does not have.</exception>
    public static IOptimiser Optimiser(OptimiserSettings settings, ParameterLayout layout)
    {
        var parameters = layout.Count;
        var (beta1, beta2, floor) = (settings.Beta1 ?? 0.9, settings.Beta2 ?? 0.999, settings.Epsilon ?? 1e-8);
        IOptimiser optimiser = settings.Kind switch
        {
            OptimiserKind.Adam => new Adam(parameters, beta1, beta2, floor),
            OptimiserKind.AmsGrad => new AmsGrad(parameters, beta1, beta2, floor),
            OptimiserKind.HeavyBall => new HeavyBall(parameters, settings.Momentum ?? 0.9),
            _ => new Sgd(),
        };
        if (settings.Factors is { Length: > 0 } factors)
        {
            optimiser = ScaledUpdates.Wrap(optimiser, layout, factors);
        }

        return settings.Clip is { } clip ? new ClippedUpdates(optimiser, parameters, clip) : optimiser;
    }
}

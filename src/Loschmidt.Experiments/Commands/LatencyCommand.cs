using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt latency</c>: what a machine would take of time and energy, and what that rests on.</summary>
public static class LatencyCommand
{
    /// <summary>The platform that is meant where none is named.</summary>
    public const string DefaultPlatform = "photonic-chip";

    /// <summary>Counts a machine's layers and ports and computes the account; runs nothing.</summary>
    /// <param name="request">What was asked for.</param>
    /// <exception cref="InputException">The experiment or the platform is at fault, or the machine has no layers that can be counted.</exception>
    public static LatencyReport Run(LatencyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var experiment = RequestedExperiment.Load(request.Source, request.Quick, request.Sets);
        var platform = PlatformFile.Load(request.Platform);
        var machine = MachineFactory.Build(experiment.Machine, experiment.Training.Precision, experiment.Seed);
        var (ports, layers, counted) = Count(experiment, machine);
        if ((request.Ports ?? ports) is not { } sides || (request.Layers ?? layers) is not { } depth)
        {
            throw new UnsuitableException(
                $"a {machine.Kind} machine has no layers that light crosses one after the other; say how it would be built, with --ports N and --layers L",
                Places.Of(experiment, "machine"));
        }

        var photons = experiment.Imperfections?.Quantum is { PhotonsPerPulse: > 0 and var many } ? many : (double?)null;
        var (echoes, readings, how) = Step(experiment);
        var size = new MachineSize(sides, depth, machine.Outputs, echoes, photons, readings);
        return LatencyAccount.Of(
            experiment.Name, size, platform,
            [
                request is { Ports: not null, Layers: not null } ? "ports and layers: as told on the command line" : $"ports and layers: {counted}",
                how,
                "a layer counts as a dense complex N × N matrix, as in the paper; a computer does convolutions and Fourier transforms with far fewer products",
                "one pulse at a time is in the machine; what loads the inputs and stores the answers is not counted",
            ]);
    }

    private static (int? Ports, int? Layers, string How) Count(Experiment experiment, IMachine machine) => (experiment.Machine, machine) switch
    {
        (PhotonicSettings, IWatchable light) => (
            light.Fields[0].Width * light.Fields[0].Height, light.Steps, "the largest grid of modes of the network, and its layers"),
        (WaveSettings wave, _) => (wave.Lattice.Columns, 1, "the sites across the box, which is one layer (--layers counts it otherwise)"),
        _ => (null, null, "as told on the command line"),
    };

    private static (int Echoes, long Readings, string How) Step(Experiment experiment)
    {
        var (training, machine) = (experiment.Training, MachineFactory.Build(experiment));
        if (training.Estimator == Estimator.SelfLearning)
        {
            var cycle = Learners.Cycle(training);
            return cycle.Supports(machine, out var why) ? Echoes(cycle.Passes / 2) : Nothing(why);
        }

        var estimator = Learners.Estimator(training, machine, experiment.Seed);
        if (EstimatorRegistry.Find(estimator.Name).InSilico)
        {
            return Nothing($"{estimator.Name} runs in a computer alone (in silico), as no device shows what it asks for");
        }

        if (!estimator.Supports(machine, out var reason))
        {
            return Nothing(reason);
        }

        // On hardware a second echo needs a second way out: nothing keeps a field.
        var passes = estimator.Passes(machine);
        return estimator switch
        {
            EchoEstimator or SequenceEstimator { Method: SequenceMethod.Echo } => Echoes(2),
            OneSidedEchoEstimator or SequenceEstimator => Echoes(1),
            _ => (0, checked((long)passes * training.Batch),
                $"a training step: {Samples()}, {Counted(passes, "pass", "passes")}{Each()} by {estimator.Name}, with a reading at the end of every one"),
        };

        (int Echoes, long Readings, string How) Echoes(int each) =>
            (each * training.Batch, 0, $"a training step: {Samples()}, {Counted(each, "echo", "echoes")}{Each()}");

        string Each() => training.Batch > 1 ? " each" : "";

        string Samples() => $"{Counted(training.Batch, "sample", "samples")}{(training.Batch > 1 ? ", one after the other" : "")}";

        (int Echoes, long Readings, string How) Nothing(string why) =>
            (0, 0, $"no figures of a training step: {why}; those of inference hold{Instead(machine)}");
    }

    private static string Instead(IMachine machine)
    {
        string[] physical = [.. EstimatorRegistry.All.Where(known => !known.InSilico && known.At(machine, null).Supports(machine, out _)).Select(known => known.Name)];
        return physical.Length > 0 ? $"; for training in the laboratory set training.estimator to one of {string.Join(", ", physical)}" : "";
    }

    private static string Counted(double count, string one, string many) => FormattableString.Invariant($"{count:0} {(count == 1 ? one : many)}");
}

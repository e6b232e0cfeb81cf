using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
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
        var (echoes, how) = Echoes(experiment.Training);
        var size = new MachineSize(sides, depth, machine.Outputs, echoes, photons);
        return LatencyAccount.Of(
            experiment.Name, size, platform,
            [
                request is { Ports: not null, Layers: not null } ? "ports and layers: as told on the command line" : $"ports and layers: {counted}",
                $"a training step: {how}",
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

    // On hardware a second echo needs a second way out: nothing keeps a field.
    private static (int Echoes, string How) Echoes(TrainingSettings training)
    {
        var each = training.Estimator switch
        {
            Estimator.SelfLearning => Learners.Cycle(training).Passes / 2,
            Estimator.Echo => 2,
            _ => 1,
        };
        return (each * training.Batch, $"{training.Batch} samples, one after the other, {each} echo{(each > 1 ? "es" : "")} each");
    }
}

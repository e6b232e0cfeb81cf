using Loschmidt.Costs;
using Loschmidt.Devices;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>From the settings of a device that is not simulated here to a machine that speaks to it.</summary>
internal static class DeviceLink
{
    /// <summary>Connects.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="experiment">What it is for.</param>
    /// <exception cref="UnsuitableException">It cannot be reached, or cannot do what the experiment wants.</exception>
    public static IEvolves Open(WireSettings settings, Experiment experiment)
    {
        if (experiment.Imperfections is not null || experiment.Device is not null || experiment.Learning is not null)
        {
            throw new UnsuitableException(
                "a machine of kind device is real and brings its imperfections along; remove the keys 'imperfections', 'learning' and 'device'",
                Places.Of(settings, "machine"));
        }

        DeviceClient? client = null;
        var said = new DeviceRemarks();
        try
        {
            client = new DeviceClient(settings.Transport(said.Add), settings.Options($"loschmidt {typeof(DeviceLink).Assembly.GetName().Version?.ToString(3)}", said.Say));
            RequireJudged(client.About, settings, experiment);
            return client.About.Kind == DeviceKind.SelfLearning
                ? new SealedMachine(client, HasLabels(experiment.Data), settings.Bright, settings.Dark, said)
                : Hosted(client, settings, experiment, said);
        }
        catch (Exception problem) when (problem is WireException or ArgumentException or NotSupportedException)
        {
            client?.Dispose();
            List<string> remarks = [];
            said.Tell(remarks.Add);
            var reason = MachineFactory.WithoutParameter(problem).ReplaceLineEndings(" ") + (problem is WireException ? Hint(settings, remarks.Count > 0) : "");
            throw new UnsuitableException($"machine: {reason}", Places.Of(settings, "machine"), problem) { Remarks = remarks };
        }
    }

    private static string Hint(WireSettings settings, bool spoke)
    {
        var place = settings.Command ?? settings.Address ?? "";
        var quote = place.Contains('"', StringComparison.Ordinal) ? '\'' : '"';
        return $"; {(spoke ? "what it said is above; " : "")}loschmidt device check {quote}{place}{quote} asks it alone";
    }

    /// <summary>The machine of a device whose parameters the computer changes, starting from those that it has.</summary>
    private static DeviceMachine Hosted(DeviceClient client, WireSettings settings, Experiment experiment, DeviceRemarks said)
    {
        var device = new RemoteDevice(client, HasLabels(experiment.Data), settings.Bright, settings.Dark) { Remarks = said };
        var machine = DeviceMachine.Of(device, Judge(device, settings), device.Description.Targets, settings.Twin is { } twin ? Twin(twin, device, settings) : null);
        (settings.Start is { } start ? First(start, machine.Learning.Count, settings) : device.Theta).CopyTo(machine.Learning.Theta);
        return machine;
    }

    /// <summary>What answers cost, worked out here; a device with an echo judges itself by what it injects.</summary>
    private static OutputCost? Judge(RemoteDevice device, WireSettings settings) =>
        device.Description.Scattering is null ? null
        : settings.Score == ScoreKind.CrossEntropy ? new ScoreCost(ScoreKind.CrossEntropy, settings.Gain, device.Description.Outputs).Evaluate
        : device.Judge;

    private static void RequireJudged(DeviceHello about, WireSettings settings, Experiment experiment)
    {
        if (settings.Score == ScoreKind.CrossEntropy && (about.Scattering is null || about.Outputs < 2 || !HasLabels(experiment.Data)))
        {
            throw new NotSupportedException(
                "score: cross-entropy is for data with labels and devices that describe their ports and have an output for every label; use half-squares");
        }
    }

    private static ReadOnlySpan<double> First(string path, int count, WireSettings settings)
    {
        var tensor = Npy.Read(path);
        return tensor.IsDouble && tensor.Doubles.Length == count
            ? tensor.Doubles
            : throw new UnsuitableException($"machine.start: {path} does not hold {count} numbers of double precision, one a parameter", Places.Of(settings, "machine.start"));
    }

    /// <summary>Its equations, as far as somebody knows them: a machine that takes the same parameters.</summary>
    private static IEvolves Twin(string source, RemoteDevice device, WireSettings settings)
    {
        var twin = MachineFactory.Build(RequestedExperiment.Load(source, false, []));
        var about = device.Description;
        return (twin.Features, twin.Outputs, twin.Parameters.Count) == (about.Features, about.Outputs, about.Parameters.Count)
            ? twin
            : throw new UnsuitableException(
                $"machine.twin: {source} has {twin.Features} inputs, {twin.Outputs} outputs and {twin.Parameters.Count} parameters, and the device "
                + $"{about.Features}, {about.Outputs} and {about.Parameters.Count}; a twin has the same",
                Places.Of(settings, "machine.twin"));
    }

    /// <summary>Whether there is one such machine and no more: it is spoken to, not built.</summary>
    public static bool IsSingle(IEvolves machine) => machine is SealedMachine or DeviceMachine { Device: RemoteDevice };

    /// <summary>Whether the data say which answer is right rather than what is to be read.</summary>
    private static bool HasLabels(DataSettings data) => data.Set switch
    {
        DataSetKind.Pattern or DataSetKind.Random or DataSetKind.Series => false,
        DataSetKind.Csv => data.TargetColumns is null,
        _ => true,
    };
}

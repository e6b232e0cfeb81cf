using Loschmidt.Devices.Wire;
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

        try
        {
            var said = new DeviceRemarks();
            var client = new DeviceClient(settings.Transport(said.Add), settings.Options($"loschmidt {typeof(DeviceLink).Assembly.GetName().Version?.ToString(3)}", said.Add));
            return client.About.Kind == DeviceKind.SelfLearning
                ? new SealedMachine(client, HasLabels(experiment.Data), settings.Bright, settings.Dark, said)
                : throw new NotSupportedException($"{client.About.Name} is host-updated");
        }
        catch (Exception problem) when (problem is WireException or ArgumentException or NotSupportedException)
        {
            var reason = problem.Message.ReplaceLineEndings(" ");
            throw new UnsuitableException($"machine: {reason}", Places.Of(settings, "machine"), problem);
        }
    }

    /// <summary>Whether the data say which answer is right rather than what is to be read.</summary>
    private static bool HasLabels(DataSettings data) => data.Set switch
    {
        DataSetKind.Pattern or DataSetKind.Random or DataSetKind.Series => false,
        DataSetKind.Csv => data.TargetColumns is null,
        _ => true,
    };
}

using Loschmidt.Devices.Checks;
using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Commands;

/// <summary><c>loschmidt device check</c>: measures a device through its protocol and says what it can be trained with.</summary>
public static class DeviceCheckCommand
{
    /// <summary>Connects, measures, and disconnects.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told what is being measured, and what the device writes for people.</param>
    /// <param name="cancellation">Checked between lines.</param>
    /// <exception cref="InputException">The command or address is none.</exception>
    public static DeviceCheckReport Run(DeviceCheckRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var options = new DeviceCheckOptions();
        options = options with
        {
            Steps = request.Steps ?? options.Steps,
            Seed = request.Seed ?? options.Seed,
            Patience = request.Patience is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Patience,
        };
        var remarks = new DeviceRemarks();
        try
        {
            using var transport = Open(request.Device, remarks);
            return DeviceCheck.Run(transport, options, progress, cancellation);
        }
        finally
        {
            remarks.Tell(line => progress.Report($"the device says: {line}"));
        }
    }

    private static IWireTransport Open(string device, DeviceRemarks remarks)
    {
        try
        {
            return device.Contains("://", StringComparison.Ordinal) ? WireTransports.Of(device) : new ProcessTransport(device, remarks.Add);
        }
        catch (ArgumentException problem)
        {
            throw new UnsuitableException($"device: {MachineFactory.WithoutParameter(problem).ReplaceLineEndings(" ")}", null, problem);
        }
    }
}

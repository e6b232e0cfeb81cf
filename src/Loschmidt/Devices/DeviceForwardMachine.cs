using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>A device that can be loaded, run and read, and nothing else, as a machine of one lane: differences of its cost are all that can be had.</summary>
public sealed class DeviceForwardMachine : DeviceMachine
{
    /// <summary>Takes a device over.</summary>
    /// <param name="device">The device; it judges itself.</param>
    public DeviceForwardMachine(IDevice device)
        : base(device ?? throw new ArgumentNullException(nameof(device)))
    {
    }

    /// <inheritdoc/>
    public override int Targets => Device.Description.Targets;

    /// <inheritdoc/>
    public override double Cost() => Device.Cost();

    private protected override void Begin(Batch batch) => Aim(batch);
}

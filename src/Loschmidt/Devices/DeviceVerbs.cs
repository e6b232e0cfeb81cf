namespace Loschmidt.Devices;

/// <summary>What a device can do beside being loaded, prepared, run and read.</summary>
[Flags]
public enum DeviceVerbs
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>Send waves into any port and record the fields: <see cref="IDevice.Probe"/>.</summary>
    Probe = 1,

    /// <summary>Come home: <see cref="IDevice.Aim"/>, <see cref="IDevice.Reverse"/>, <see cref="IDevice.Nudge"/>, <see cref="IDevice.Return"/> and
    /// <see cref="IDevice.Listen"/>.</summary>
    Echo = 2,
}

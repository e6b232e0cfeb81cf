namespace Loschmidt.Devices.Wire;

/// <summary>How patient a trainer is with a device.</summary>
public sealed record DeviceClientOptions
{
    /// <summary>How long it may take from opening to the device's greeting.</summary>
    public TimeSpan Startup { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a reply may take beyond what the device says that its verbs take.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is started again without one new reply in between; 0 is never.</summary>
    public int Restarts { get; init; } = 5;

    /// <summary>Requests after which a snapshot is taken, so that few are to be repeated.</summary>
    public int SnapshotEvery { get; init; } = 256;

    /// <summary>Who asks, for the device's log.</summary>
    public string From { get; init; } = "loschmidt";

    /// <summary>Hears what people should know: restarts, and why.</summary>
    public Action<string>? Remark { get; init; }
}

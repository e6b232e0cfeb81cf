namespace Loschmidt.Devices.Checks;

/// <summary>What a check is asked for.</summary>
public sealed record DeviceCheckOptions
{
    /// <summary>Training steps that the hours of the verdict are for.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>Draws the inputs and targets that are tried.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long an answer may take beyond what the device says of itself.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}

namespace Loschmidt.Devices.Checks;

/// <summary>What a check found out about a device.</summary>
/// <param name="Device">Its name, as it says; empty where it did not get that far.</param>
/// <param name="Kind">self-learning or host-updated; empty likewise.</param>
/// <param name="Features">Input numbers of a sample.</param>
/// <param name="Outputs">Numbers that are read.</param>
/// <param name="Targets">Numbers that are aimed at.</param>
/// <param name="Findings">What was measured, in order.</param>
/// <param name="Response">The effect of a step against ε.</param>
/// <param name="Verdict">What follows.</param>
public sealed record DeviceCheckReport(
    string Device, string Kind, int Features, int Outputs, int Targets, IReadOnlyList<DeviceFinding> Findings,
    IReadOnlyList<DeviceResponsePoint> Response, DeviceVerdict Verdict);

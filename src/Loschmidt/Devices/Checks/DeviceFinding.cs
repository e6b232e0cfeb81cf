namespace Loschmidt.Devices.Checks;

/// <summary>One thing that was measured of a device, and whether it may be so.</summary>
/// <param name="Name">What was measured, in a few words.</param>
/// <param name="Passed">Whether the device can be trained as far as this goes.</param>
/// <param name="Value">The figure; NaN where there is none.</param>
/// <param name="Limit">What the figure may be at most; NaN where there is none.</param>
/// <param name="Words">One sentence: what was found and, where it failed, what that does to a training.</param>
/// <param name="Fault">A word for what is broken, the same in every version; null where it passed.</param>
public sealed record DeviceFinding(string Name, bool Passed, double Value, double Limit, string Words, string? Fault = null);

namespace Loschmidt.Devices.Wire;

/// <summary>A line to a device: verbs to be done one after another, all of them or, up to the first that fails, none of the rest.</summary>
/// <param name="Id">Number of the line, which its reply repeats.</param>
/// <param name="Step">Number of the change that it makes to the device; null of an evaluation, which leaves Θ as it was.</param>
/// <param name="Do">The verbs.</param>
public sealed record WireRequest(long Id, long? Step, IReadOnlyList<WireAction> Do);

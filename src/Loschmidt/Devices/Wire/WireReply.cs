namespace Loschmidt.Devices.Wire;

/// <summary>A line from a device.</summary>
/// <param name="Id">The request's number; null where the device could not read it.</param>
/// <param name="Step">The request's step.</param>
/// <param name="Results">One entry a verb; empty where <paramref name="Error"/> is set.</param>
/// <param name="Error">What went wrong, or null.</param>
public sealed record WireReply(long? Id, long? Step, IReadOnlyList<WireResult> Results, WireException? Error = null);

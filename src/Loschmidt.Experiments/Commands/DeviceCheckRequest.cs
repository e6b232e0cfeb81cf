namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>device check</c> was asked for.</summary>
/// <param name="Device">The command that starts the device, or its address (tcp://… or http://…).</param>
/// <param name="Steps">Training steps that the verdict's hours are for; null for the usual.</param>
/// <param name="Seed">Draws the inputs and targets that are tried; null for the usual.</param>
/// <param name="Patience">Seconds that an answer may take beyond what the device says of itself; null for the usual.</param>
public sealed record DeviceCheckRequest(string Device, int? Steps = null, ulong? Seed = null, double? Patience = null);

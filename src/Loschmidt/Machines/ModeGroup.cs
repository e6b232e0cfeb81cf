namespace Loschmidt.Machines;

/// <summary>Modes that belong together, such as a layer.</summary>
/// <param name="Name">Such as <c>input</c>, <c>hidden</c> or <c>output</c>.</param>
/// <param name="First">Index of its first mode.</param>
/// <param name="Count">Number of modes.</param>
public sealed record ModeGroup(string Name, int First, int Count);

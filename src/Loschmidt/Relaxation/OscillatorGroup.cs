namespace Loschmidt.Relaxation;

/// <summary>Oscillators that are coupled alike.</summary>
/// <param name="First">Number of the first one; inputs come first of all.</param>
/// <param name="Count">How many.</param>
internal readonly record struct OscillatorGroup(int First, int Count);

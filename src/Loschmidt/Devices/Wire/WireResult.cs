namespace Loschmidt.Devices.Wire;

/// <summary>What a verb answers: nothing, numbers, complex numbers or a text.</summary>
/// <param name="Numbers">Numbers, or real parts; null where there are none.</param>
/// <param name="Imaginary">Imaginary parts; null where numbers are real.</param>
/// <param name="Text">The name of a snapshot; null of other verbs.</param>
public readonly record struct WireResult(double[]? Numbers, double[]? Imaginary = null, string? Text = null);

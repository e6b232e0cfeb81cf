namespace Loschmidt.Reversal;

/// <summary>How a chain came home.</summary>
/// <param name="Error">Distance of the whole register from its start, relative to the start.</param>
/// <param name="Cause">What its ancillas say, in words; null where all came home empty.</param>
public readonly record struct ChainEcho(double Error, string? Cause);

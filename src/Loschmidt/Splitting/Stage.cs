namespace Loschmidt.Splitting;

/// <summary>One line of a splitting's table: let this part flow for this fraction of the step.</summary>
/// <param name="Part">Index of the part of the Hamiltonian.</param>
/// <param name="Coefficient">Fraction of the step; negative in compositions above second order.</param>
public readonly record struct Stage(int Part, double Coefficient);

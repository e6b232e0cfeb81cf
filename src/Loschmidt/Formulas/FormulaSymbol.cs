namespace Loschmidt.Formulas;

/// <summary>A parameter or constant of a formula, with its values.</summary>
/// <param name="Name">As the formula spells it; the name of the tensor where it is trained.</param>
/// <param name="Values">One number for all places together, or one for each place.</param>
/// <param name="Trained">Whether it is a parameter, which starts from these values.</param>
public sealed record FormulaSymbol(string Name, IReadOnlyList<double> Values, bool Trained = false);

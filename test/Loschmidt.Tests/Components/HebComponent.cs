using Loschmidt.Terms;

namespace Loschmidt.Tests.Components;

/// <summary>A Hamiltonian of the specification: where its equation stands, and what it must obey.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Section">Where it is specified.</param>
/// <param name="Source">File of the type that is it, from src/Loschmidt.</param>
/// <param name="Equation">Words of that file's documentation: the equation.</param>
/// <param name="Terms">Its exactly solvable pieces on modes 0 … 3, in parts of the splitting that do not commute; more than one where it has no closed flow.</param>
/// <param name="Worth">Worth of the quanta of the four modes in the sum that it conserves; empty where it conserves none.</param>
internal sealed record HebComponent(
    string Name, string Section, string Source, string Equation, Func<ITerm<double>[][]> Terms, double[] Worth)
{
    public override string ToString() => Name;
}

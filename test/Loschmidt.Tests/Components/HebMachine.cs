using Loschmidt.Machines;

namespace Loschmidt.Tests.Components;

/// <summary>A learning field or magnet of the specification in a machine: where its equation stands, and what it must obey.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Source">File of the type that is it, from src/Loschmidt.</param>
/// <param name="Equation">Words of that file's documentation: the equation.</param>
/// <param name="Build">The machine, with its pass in so many steps.</param>
/// <param name="Sample">A sample for it.</param>
/// <param name="Steps">Steps from which the second order shows.</param>
/// <param name="KeepsNorm">Whether every flow keeps the norm, and not only the whole.</param>
internal sealed record HebMachine(
    string Name, string Source, string Equation, Func<int, IReverses> Build, Func<Batch> Sample, int Steps, bool KeepsNorm)
{
    public override string ToString() => Name;
}

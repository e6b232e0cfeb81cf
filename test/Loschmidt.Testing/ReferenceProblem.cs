using Loschmidt.Graphs;
using Loschmidt.Machines;

namespace Loschmidt.Testing;

/// <summary>A small machine with samples to run through it, for testing estimators, optimisers and protocols.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Machine">The machine, its parameters drawn; it knows every capability but the complex step.</param>
/// <param name="Batch">As many samples as the machine has lanes.</param>
public sealed record ReferenceProblem(string Name, HamiltonianMachine<double> Machine, Batch Batch);

using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>C(y) of measured outputs and its slope: what a computer works out beside a device.</summary>
/// <param name="outputs">y, [outputs × lanes of the batch].</param>
/// <param name="batch">Labels or targets; only active lanes count.</param>
/// <param name="slope">∂C/∂y, as <paramref name="outputs"/>, overwritten; zero in lanes that are not active.</param>
/// <returns>C summed over samples.</returns>
public delegate double OutputCost(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope);

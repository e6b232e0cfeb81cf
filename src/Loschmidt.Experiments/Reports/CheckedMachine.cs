using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reports;

/// <summary>A machine and the samples it is asked about.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Batch">The samples, laid out for it.</param>
/// <param name="Precision">Its arithmetic, as a word.</param>
internal sealed record CheckedMachine(IMachine Machine, Batch Batch, string Precision);

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>What a fuzz run saw; it throws where the property breaks, so a report means success.</summary>
/// <param name="Cases">Inputs tried.</param>
/// <param name="Accepted">Inputs that were valid in spite of their mutations.</param>
/// <param name="Refused">Inputs refused with the typed exception and a position.</param>
/// <param name="LargestAllocation">Most bytes that one input made the reader allocate.</param>
public sealed record FuzzReport(long Cases, long Accepted, long Refused, long LargestAllocation);

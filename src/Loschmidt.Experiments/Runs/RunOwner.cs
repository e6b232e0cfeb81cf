namespace Loschmidt.Experiments.Runs;

/// <summary>The process that works on a run.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Host">Name of its computer.</param>
public sealed record RunOwner(int Process, string Host);

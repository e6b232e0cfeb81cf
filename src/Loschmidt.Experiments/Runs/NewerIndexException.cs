namespace Loschmidt.Experiments.Runs;

/// <summary>The index was written by a newer program, which may still use it.</summary>
internal sealed class NewerIndexException() : Exception("it was written by a newer program");

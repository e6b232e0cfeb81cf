namespace Loschmidt.Experiments.Execution;

/// <summary>A run had to end for a reason outside it, such as a full disk; the message says what is safe and how to go on.</summary>
public sealed class RunFailedException(string message, Exception inner) : Exception(message, inner);

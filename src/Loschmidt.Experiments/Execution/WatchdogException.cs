namespace Loschmidt.Experiments.Execution;

/// <summary>A quantity that should have been conserved was not; the message says which and what helps.</summary>
public sealed class WatchdogException(string message) : Exception(message);

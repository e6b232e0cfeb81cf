namespace Loschmidt.Tests.Predicting;

/// <summary>Tests that measure the memory of the process, one after another.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

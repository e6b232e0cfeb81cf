namespace Loschmidt.Experiments.Execution;

/// <summary>A setting that a trained state was judged with, and that its run did not have.</summary>
/// <param name="Key">Its key with dots, such as <c>machine.loss</c>.</param>
/// <param name="Was">Its text in the run; null where the run has no such key.</param>
/// <param name="Now">Its text in the evaluation; null where the key was taken away.</param>
public sealed record ChangedSetting(string Key, string? Was, string? Now);

namespace Loschmidt.Experiments.Runs;

/// <summary>A setting of several runs.</summary>
/// <param name="Key">Its key with dots, such as <c>training.epsilon</c>.</param>
/// <param name="Values">Its text in each run; null where a run has no such key.</param>
public sealed record ComparedSetting(string Key, IReadOnlyList<string?> Values);

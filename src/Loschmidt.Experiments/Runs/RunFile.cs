namespace Loschmidt.Experiments.Runs;

/// <summary>A file of a run.</summary>
/// <param name="Path">Relative to the run's folder, with slashes.</param>
/// <param name="Bytes">Its size.</param>
public sealed record RunFile(string Path, long Bytes);

namespace Loschmidt.Experiments.Data;

/// <summary>How far a download is.</summary>
/// <param name="File">The file.</param>
/// <param name="Host">Where it comes from.</param>
/// <param name="Received">Bytes at hand.</param>
public sealed record FetchProgress(DataFile File, string Host, long Received);

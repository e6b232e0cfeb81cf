namespace Loschmidt.Experiments.Data;

/// <summary>A file that is now where it should be.</summary>
/// <param name="Set">Its set.</param>
/// <param name="File">Its name.</param>
/// <param name="Path">Where it is.</param>
/// <param name="State"><c>fetched</c>, or <c>present</c> where it was there before.</param>
/// <param name="Source">The address it came from; null where it was there.</param>
/// <param name="ResumedFrom">Bytes that an earlier attempt had left.</param>
public sealed record FetchedFile(
    string Set, string File, string Path, string State, string? Source = null, long ResumedFrom = 0)
{
    internal const string Fetched = "fetched";
    internal const string Present = "present";
}

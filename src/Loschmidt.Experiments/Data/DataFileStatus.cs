namespace Loschmidt.Experiments.Data;

/// <summary>One line of <c>data check</c>.</summary>
/// <param name="File">The known file.</param>
/// <param name="State">What was found.</param>
/// <param name="Path">Where; null where nothing was found.</param>
public sealed record DataFileStatus(DataFile File, DataFileState State, string? Path);

namespace Loschmidt.Experiments.Data;

/// <summary>What <c>loschmidt data get</c> ended with.</summary>
/// <param name="Folder">The folder above those of the sets.</param>
/// <param name="Files">Files that are there now, in the order of the catalogue.</param>
/// <param name="Interrupted">Whether it was stopped; what had arrived is kept, and the same command goes on from
/// there.</param>
public sealed record FetchResult(string Folder, IReadOnlyList<FetchedFile> Files, bool Interrupted);

namespace Loschmidt.Studio.Pages;

/// <summary>What <c>loschmidt studio --offline DIR</c> wrote.</summary>
/// <param name="Folder">Where to.</param>
/// <param name="Pages">The pages, each one file.</param>
public sealed record OfflineReport(string Folder, IReadOnlyList<OfflinePage> Pages);

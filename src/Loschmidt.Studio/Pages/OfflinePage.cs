namespace Loschmidt.Studio.Pages;

/// <summary>A page that is one file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Bytes">Its size.</param>
public sealed record OfflinePage(string File, long Bytes);

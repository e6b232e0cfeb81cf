namespace Loschmidt.Studio.Pages;

/// <summary>Where the built pages are, or why there are none.</summary>
/// <param name="Folder">The folder with <c>index.html</c>; null where there is none.</param>
/// <param name="Reason">Where there is none, one line that says why and what to do.</param>
public sealed record PageFolder(string? Folder, string? Reason);

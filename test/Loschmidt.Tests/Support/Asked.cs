namespace Loschmidt.Tests.Support;

/// <summary>A request as the server saw it.</summary>
internal sealed record Asked(string Path, string? Range, string? IfRange);

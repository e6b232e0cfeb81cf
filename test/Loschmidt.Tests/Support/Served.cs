namespace Loschmidt.Tests.Support;

/// <summary>How a file is served, faults included.</summary>
internal sealed record Served(byte[] Content)
{
    public int Status { get; init; } = 200;

    public string? Location { get; init; }

    public string? ETag { get; init; } = "\"first\"";

    public bool Ranges { get; init; } = true;

    /// <summary>Bytes after which the connection is cut, for one request after another; later ones are whole.</summary>
    public int[] Cuts { get; init; } = [];

    /// <summary>Whether the length is said before; without it the end of the connection is the end of the file.</summary>
    public bool SaysLength { get; init; } = true;

    /// <summary>Bytes after which nothing more comes until <see cref="FileServer.Release"/>; null for never, −1 for before the
    /// answer.</summary>
    public int? Silence { get; init; }
}

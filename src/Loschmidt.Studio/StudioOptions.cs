using System.Net;

namespace Loschmidt.Studio;

/// <summary>What <c>loschmidt studio</c> was asked for.</summary>
public sealed record StudioOptions
{
    /// <summary>The port unless told otherwise: the golden ratio's digits, which nobody else uses.</summary>
    public const int DefaultPort = 16180;

    /// <summary>Folder of run folders; nothing outside it is read or written.</summary>
    public required string Runs { get; init; }

    /// <summary>Data folder; null looks in the usual places.</summary>
    public string? Data { get; init; }

    /// <summary>TCP port; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Address to listen on; anything but loopback needs <see cref="Token"/>.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The secret that every request must bring; null asks for none, which is allowed on loopback only.</summary>
    public string? Token { get; init; }

    /// <summary>Folder of the built pages; null serves the programming interface alone, with a page that says why.</summary>
    public string? Pages { get; init; }

    /// <summary>Why there are no pages, in one line for people; told where <see cref="Pages"/> is null.</summary>
    public string? WithoutPages { get; init; }

    /// <summary>Command that starts <c>loschmidt</c> itself, for trainings in processes of their own; null refuses to start any.</summary>
    public IReadOnlyList<string>? Self { get; init; }
}

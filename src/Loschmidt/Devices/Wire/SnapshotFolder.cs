using System.Security.Cryptography;

namespace Loschmidt.Devices.Wire;

/// <summary>Where a device keeps its snapshots, so that only their names travel: one file each, called after its content.</summary>
public sealed class SnapshotFolder
{
    private const int NameLength = 32;

    private const string Ending = ".snapshot";

    /// <summary>Uses a folder; it is made where it does not exist.</summary>
    /// <param name="path">The folder.</param>
    public SnapshotFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FullPath = Path.GetFullPath(path);
        Directory.CreateDirectory(FullPath);
    }

    /// <summary>The user's own folder for snapshots.</summary>
    public static string Usual => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder ? folder : Path.GetTempPath(),
        "loschmidt", "snapshots");

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>Keeps a content; the same content has the same name.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string Keep(ReadOnlySpan<byte> content)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(content))[..NameLength];
        var file = FileOf(name);
        if (!File.Exists(file))
        {
            // Whole or absent: a device may be switched off while it writes.
            var torn = $"{file}.{Environment.ProcessId}";
            File.WriteAllBytes(torn, content);
            File.Move(torn, file, overwrite: true);
        }

        return name;
    }

    /// <summary>Brings a content back.</summary>
    /// <param name="name">What <see cref="Keep"/> gave.</param>
    /// <exception cref="ArgumentException">There is no such snapshot.</exception>
    public byte[] Fetch(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == NameLength && name.All(char.IsAsciiHexDigitLower) && File.Exists(FileOf(name))
            ? File.ReadAllBytes(FileOf(name))
            : throw new ArgumentException($"no snapshot of this name is kept in {FullPath}", nameof(name));
    }

    private string FileOf(string name) => Path.Combine(FullPath, name + Ending);
}

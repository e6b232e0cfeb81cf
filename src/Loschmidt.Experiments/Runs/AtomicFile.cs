using System.Text;

namespace Loschmidt.Experiments.Runs;

/// <summary>Writes files that are either the old ones or the new ones, never halves: temporary name, flush to disk,
/// rename.</summary>
public static class AtomicFile
{
    private const string Temporary = ".tmp-";

    /// <summary>Replaces a file with what the action writes; nothing changes where the action or the disk
    /// fails.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        var temporary = full + NewSuffix();
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces a file with text in UTF-8.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Creates a folder whole: it appears under its name only after the action has filled it.</summary>
    /// <param name="path">The folder; an older one of the same name is replaced.</param>
    /// <param name="fill">Fills the folder whose path it gets; files it writes by
    /// <see cref="Write(string, Action{Stream})"/> are on disk.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void WriteFolder(string path, Action<string> fill)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fill);
        var full = Path.GetFullPath(path);
        var temporary = full + NewSuffix();
        try
        {
            Directory.CreateDirectory(temporary);
            fill(temporary);
            if (Directory.Exists(full))
                Directory.Delete(full, recursive: true);
            Directory.Move(temporary, full);
        }
        catch
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>What is appended to a name while its content is made.</summary>
    internal static string NewSuffix() => Temporary + Guid.NewGuid().ToString("N");

    /// <summary>Whether a name is one left behind by a write that never finished.</summary>
    public static bool IsTemporary(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains(Temporary, StringComparison.Ordinal);
    }
}

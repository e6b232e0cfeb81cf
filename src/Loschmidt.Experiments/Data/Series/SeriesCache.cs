using System.Security.Cryptography;
using System.Text;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Reads a source once, and afterwards maps what it held.</summary>
/// <param name="folder">Where cache files lie; null keeps everything in memory.</param>
/// <param name="limits">What files may be.</param>
internal sealed class SeriesCache(string? folder, SeriesLimits? limits = null)
{
    private readonly SeriesLimits _limits = limits ?? SeriesLimits.Default;
    private readonly List<string> _notes = [];

    /// <summary>What the user should know: that there was no room.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The folder beside that of the data in the user's cache; null for a user without one.</summary>
    public static string? Folder =>
        DataFolder.Cache() is { } data ? Path.Combine(Path.GetDirectoryName(data)!, "series") : null;

    /// <summary>The samples of a source.</summary>
    /// <remarks>Whether a file is the one that was read is judged by its content, not by its time. A damaged file is
    /// written again; where that fails, the samples are held in memory, and a note says so.</remarks>
    /// <exception cref="DataException">The source is not what it should be, or there is no room for it.</exception>
    public SeriesTable Open(SeriesSource source)
    {
        if (folder is not null)
        {
            var path = Path.Combine(folder, FileName(source));
            var key = source.Key();
            if (SeriesFile.TryOpen(path, source.Name, key) is { } known)
                return known;
            try
            {
                Directory.CreateDirectory(folder);
                SeriesFileWriter.Sweep(path);
                using (var writer = new SeriesFileWriter(path))
                {
                    source.Read(writer, _limits);
                    writer.Complete(key);
                }

                if (SeriesFile.TryOpen(path, source.Name, key) is { } made)
                    return made;
                _notes.Add($"{path} cannot be mapped; {source.Name} is held in memory");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _notes.Add(
                    $"no cache of {source.Name} in {folder} ({e.Message.ReplaceLineEndings(" ")}); it is held in "
                    + "memory, and read again the next time");
            }
        }

        var memory = new SeriesMemory(source.Name, _limits.MemoryNumbers);
        source.Read(memory, _limits);
        return memory.Table();
    }

    /// <summary>One name for each set of files and way of reading them, so that a source that changes replaces its
    /// cache.</summary>
    private static string FileName(SeriesSource source)
    {
        var identity = string.Join('\n', [source.Form, .. source.Files.Select(Path.GetFullPath)]);
        var letters = source.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').Take(60);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        return $"{string.Concat(letters)}-{hash[..16]}.series";
    }
}

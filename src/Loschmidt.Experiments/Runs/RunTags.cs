using System.Text;

namespace Loschmidt.Experiments.Runs;

/// <summary>Words that people stick to a run or a sweep: the file <c>tags</c> in its folder, a word a line, in ordinal order.</summary>
/// <remarks>Tags change nothing of a run; a file that cannot be read, or lines that are no tags, are as if they were not there.</remarks>
public static class RunTags
{
    /// <summary>Letters that a tag may have.</summary>
    public const int LongestTag = 40;

    /// <summary>Tags that a run may have.</summary>
    public const int MostTags = 32;

    internal const string FileName = "tags";

    private const long LargestText = 8 * MostTags * LongestTag;

    /// <summary>The tags in a folder, in ordinal order; empty where there are none.</summary>
    /// <param name="folder">Of a run or a sweep.</param>
    public static IReadOnlyList<string> Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists || file.Length > LargestText)
            return [];
        try
        {
            return [.. new SortedSet<string>(File.ReadAllLines(file.FullName).Where(IsTag), StringComparer.Ordinal).Take(MostTags)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The tags of a run or a sweep in a folder of runs.</summary>
    /// <param name="root">The folder of runs.</param>
    /// <param name="name">Its name, as an index has it; a job's is <c>SWEEP/JOB</c>.</param>
    public static IReadOnlyList<string> Of(string root, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Read(name.Split('/') is [var sweep, var job]
            ? Path.Combine(root, sweep, RunPlace.JobsFolderName, job)
            : Path.Combine(root, name));
    }

    /// <summary>Sticks tags to a run or takes them off; the file is replaced as a whole, or not at all.</summary>
    /// <param name="folder">Of a run or a sweep.</param>
    /// <param name="add">Tags that it has afterwards.</param>
    /// <param name="remove">Tags that it has not.</param>
    /// <returns>The tags that it has then.</returns>
    /// <exception cref="RunException">A word is no tag, there are too many, or the disk refuses.</exception>
    public static IReadOnlyList<string> Change(string folder, IEnumerable<string> add, IEnumerable<string> remove)
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(remove);
        var name = OneLine.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
        var tags = new SortedSet<string>(Read(folder), StringComparer.Ordinal);
        foreach (var tag in add)
        {
            tags.Add(IsTag(tag) ? tag : throw new RunException(
                OneLine.Of(tag), $"is no tag; a tag is 1 to {LongestTag} letters, digits, dots, hyphens and underscores"));
        }

        tags.ExceptWith(remove);
        if (tags.Count > MostTags)
            throw new RunException(name, $"would have {tags.Count} tags; {MostTags} are the most, take some off first");
        try
        {
            var path = Path.Combine(folder, FileName);
            if (tags.Count > 0)
                AtomicFile.Write(path, string.Join('\n', tags) + "\n");
            else
                File.Delete(path);
            return [.. tags];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(name, $"its tags cannot be written ({e.Message}); is its folder writable?", e);
        }
    }

    /// <summary>Whether a word can be a tag.</summary>
    public static bool IsTag(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length is > 0 and <= LongestTag && word.EnumerateRunes().All(
            rune => Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_');
    }
}

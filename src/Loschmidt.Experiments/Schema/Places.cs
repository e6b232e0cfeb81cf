using System.Runtime.CompilerServices;

namespace Loschmidt.Experiments.Schema;

/// <summary>Where settings were written, remembered beside the records: for problems that only a whole machine, or a
/// machine with its data, brings to light.</summary>
/// <remarks>
/// Records of settings are plain values, and those of machines belong to a library that knows no files; so places hang
/// on the objects themselves and go away with them. A copy made by <c>with</c> has no place, and its problems are told
/// without one.
/// </remarks>
public static class Places
{
    private static readonly ConditionalWeakTable<object, Written> Known = new();

    /// <summary>Where a key of the experiment was written: the key itself, or the innermost block around it that
    /// was.</summary>
    /// <param name="settings">Any record bound from the experiment, such as its machine's.</param>
    /// <param name="path">Dotted path from the top, such as <c>training.precision</c>.</param>
    /// <returns>Null where the settings were made by code, or nothing on the path was written.</returns>
    public static SourcePosition? Of(object settings, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Known.TryGetValue(settings, out var written))
        {
            return null;
        }

        SourcePosition? found = null;
        YamlNode? node = written.Root;
        foreach (var key in path.Split('.'))
        {
            if ((node as MappingNode)?.Find(key) is not { } entry)
            {
                break;
            }

            (found, node) = (entry.Where, entry.Value);
        }

        return found is null ? null : OptionWithin(node) ?? found;
    }

    /// <summary>Whether a key was written, rather than left at its default.</summary>
    /// <param name="settings">Any record bound from the experiment.</param>
    /// <param name="path">Dotted path from the top.</param>
    internal static bool IsWritten(object settings, string path)
    {
        if (!Known.TryGetValue(settings, out var written))
        {
            return false;
        }

        YamlNode? node = written.Root;
        foreach (var key in path.Split('.'))
        {
            if ((node as MappingNode)?.Find(key) is not { } entry)
            {
                return false;
            }

            node = entry.Value;
        }

        return true;
    }

    /// <summary>Where the key that a message speaks of was written; the block itself where it speaks of none.</summary>
    /// <param name="settings">The record of the block.</param>
    /// <param name="path">Dotted path of the block.</param>
    /// <param name="message">Begins with the name of a key, or with a value in single quotes.</param>
    public static SourcePosition? Told(object settings, string path, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!Known.TryGetValue(settings, out var written))
        {
            return null;
        }

        var spoken = string.Concat(message.TakeWhile(c => char.IsLetter(c) || c == ' ').Where(char.IsLetter));
        var quoted = message.StartsWith('\'') ? message[1..].Split('\'')[0] : null;
        var meant = Entries(written.Block)
            .Where(entry => quoted is not null
                ? entry.Value is ScalarNode scalar && scalar.Text == quoted
                : spoken.StartsWith(entry.Key.TrimEnd('s'), StringComparison.OrdinalIgnoreCase))
            .MaxBy(entry => entry.Key.Length);
        return meant is null ? Of(settings, path) : OptionWithin(meant.Value) ?? meant.Where;
    }

    /// <summary>Remembers where a record was written.</summary>
    internal static void Remember(object settings, MappingNode block, MappingNode root) =>
        Known.AddOrUpdate(settings, new Written(block, root));

    /// <summary>The option of the command line that changed something inside: it is the likelier culprit than the file
    /// around it. Null where there is none.</summary>
    private static SourcePosition? OptionWithin(YamlNode? node) => node is MappingNode block && block.Where.Line > 0
        ? Entries(block).LastOrDefault(entry => entry.Where.Line == 0)?.Where
        : null;

    private static IEnumerable<YamlEntry> Entries(MappingNode block) => block.Entries.Concat(
        block.Entries.Select(entry => entry.Value).OfType<MappingNode>().SelectMany(Entries));

    private sealed record Written(MappingNode Block, MappingNode Root);
}

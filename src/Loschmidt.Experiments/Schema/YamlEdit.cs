using System.Text;

namespace Loschmidt.Experiments.Schema;

/// <summary>Changes one value of an experiment's text and leaves every other character, comments too, as it was written.</summary>
/// <remarks>
/// A value that is there is replaced where it stands; a key that is not is added behind its block's last one, in the block's own
/// style, with the blocks around it; a key without a value is taken away with its line.
/// </remarks>
internal sealed class YamlEdit
{
    private readonly string _text;

    private YamlEdit(string text) => _text = text;

    /// <summary>Sets or removes one value.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">Keys from the top.</param>
    /// <param name="value">The value in flow style; null removes the key.</param>
    /// <returns>The new text, which reads as an experiment's text does.</returns>
    /// <exception cref="ExperimentException">The text or the value is no YAML, or a key on the path holds no block.</exception>
    public static string Set(string text, IReadOnlyList<string> path, string? value)
    {
        ArgumentOutOfRangeException.ThrowIfZero(path.Count);
        YamlReader.ReadDocument(text, "experiment.yaml", []);
        var flow = value is null ? null
            : YamlText.Flow(YamlReader.ReadValue(value, new SourcePosition(string.Join('.', path)), []));
        var edited = new YamlEdit(text).Edit(path, flow);
        YamlNode? node = YamlReader.ReadDocument(edited, "experiment.yaml", []);
        foreach (var key in path)
        {
            node = (node as MappingNode)?.Find(key)?.Value;
        }

        return (node is null ? null : YamlText.Flow(node)) == flow
            ? edited
            : throw new ExperimentException(
                new SourcePosition(string.Join('.', path)), "is written in a way that only its text can be changed; change it there");
    }

    private string Edit(IReadOnlyList<string> path, string? value)
    {
        var root = YamlSpan.Read(_text);
        if (root is null)
            return value is null ? _text : Lines(_text) + Nested(path, value) + "\n";
        var block = root;
        for (var depth = 0; depth < path.Count; depth++)
        {
            var entry = block.Entries.FirstOrDefault(entry => entry.Key == path[depth]);
            if (entry is null)
                return value is null ? _text : Add(block, [.. path.Skip(depth)], value);
            if (depth == path.Count - 1)
            {
                // A block that would lose its last key goes with it: what is not written has its default.
                return value is not null ? Replace(entry, value)
                    : block.Entries.Count == 1 && depth > 0 ? Edit([.. path.Take(depth)], null)
                    : Remove(block, entry);
            }

            if (entry.Value.Entries.Count == 0)
            {
                // An empty block, or nothing yet: whatever is to be inside becomes its value.
                return value is null ? _text
                    : entry.Value.IsEmpty ? Replace(entry, $"{{ {Nested([.. path.Skip(depth + 1)], value)} }}")
                    : throw new ExperimentException(new SourcePosition(string.Join('.', path)), $"'{path[depth]}' is no block of keys");
            }

            block = entry.Value;
        }

        return _text;
    }

    private string Replace(YamlEntrySpan entry, string value)
    {
        var (from, to) = (entry.Value.Start, entry.Value.End);
        // A list or block that begins on lines of its own moves up behind its key; so does a value behind nothing.
        var behind = _text.IndexOf(':', entry.KeyEnd) + 1;
        return entry.Value.IsFlow && to > from
            ? _text[..from] + value + _text[to..]
            : $"{_text[..behind]} {value}{_text[Math.Max(behind, to)..]}";
    }

    private string Add(YamlSpan block, IReadOnlyList<string> path, string value)
    {
        var added = Nested(path, value);
        var last = block.Entries[^1];
        if (block.IsFlow)
        {
            var at = Math.Max(last.KeyEnd, last.Value.End);
            return $"{_text[..at]}, {added}{_text[at..]}";
        }

        var indent = new string(' ', block.Entries[0].KeyColumn - 1);
        var end = LineEnd(Math.Max(last.KeyEnd, last.Value.End));
        return $"{_text[..end]}\n{indent}{added}{_text[end..]}";
    }

    private string Remove(YamlSpan block, YamlEntrySpan entry)
    {
        var index = block.Entries.IndexOf(entry);
        var end = Math.Max(entry.KeyEnd, entry.Value.End);
        if (block.Entries.Count == 1)
            return $"{_text[..entry.KeyStart]}{_text[end..]}";
        if (block.IsFlow)
        {
            return index == 0
                ? _text[..entry.KeyStart] + _text[block.Entries[1].KeyStart..]
                : _text[..Math.Max(block.Entries[index - 1].KeyEnd, block.Entries[index - 1].Value.End)] + _text[end..];
        }

        var (from, to) = (entry.KeyStart, Math.Min(_text.Length, LineEnd(end) + 1));
        while (from > 0 && _text[from - 1] == ' ')
        {
            from--;
        }

        return _text[..from] + _text[to..];
    }

    private static string Nested(IReadOnlyList<string> path, string value)
    {
        var text = new StringBuilder();
        for (var depth = 0; depth < path.Count - 1; depth++)
        {
            text.Append(YamlText.Quote(path[depth])).Append(": { ");
        }

        text.Append(YamlText.Quote(path[^1])).Append(": ").Append(value);
        return text.Insert(text.Length, " }", path.Count - 1).ToString();
    }

    private int LineEnd(int from)
    {
        var end = _text.IndexOf('\n', Math.Min(from, _text.Length));
        return end < 0 ? _text.Length : end;
    }

    private static string Lines(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";
}

namespace Loschmidt.Experiments.Schema;

/// <summary>A piece of YAML that knows where it was written.</summary>
internal abstract class YamlNode(SourcePosition where)
{
    public SourcePosition Where { get; } = where;

    /// <summary>What it is, for "found …".</summary>
    public abstract string Found { get; }
}

/// <summary>A single value.</summary>
/// <param name="where">Its place.</param>
/// <param name="text">The value without quotes.</param>
/// <param name="plain">Written without quotes: numbers, booleans and null are plain only.</param>
/// <param name="asWritten">Whether the characters of the value stand in the file as they are, on one line: no escapes, no folds.</param>
internal sealed class ScalarNode(SourcePosition where, string text, bool plain, bool asWritten = false) : YamlNode(where)
{
    private const int LongestShown = 40;

    public string Text { get; } = text;

    public bool Plain { get; } = plain;

    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Where a character of the value stands; where the value begins if that cannot be told.</summary>
    /// <param name="index">Index of the character.</param>
    public SourcePosition At(int index) =>
        asWritten && Where.Line > 0 ? Where with { Column = Where.Column + index + (Plain ? 0 : 1) } : Where;

    public override string Found
    {
        get
        {
            if (IsNull)
                return "nothing";
            var shown = Text.Length > LongestShown ? Text[..LongestShown] + "..." : Text;
            return $"'{Printable(shown)}'{(Plain ? "" : " in quotes")}";
        }
    }

    /// <summary>A message is one line whatever the file contains.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}

/// <summary>A list.</summary>
internal sealed class SequenceNode(SourcePosition where) : YamlNode(where)
{
    public List<YamlNode> Items { get; } = [];

    public override string Found => "a list";
}

/// <summary>One key of a block with its value.</summary>
internal sealed record YamlEntry(string Key, SourcePosition Where, YamlNode Value);

/// <summary>A block of keys, in the order written, no key twice.</summary>
internal sealed class MappingNode(SourcePosition where) : YamlNode(where)
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _entries = [];

    public IReadOnlyList<YamlEntry> Entries => _entries;

    public override string Found => "a block of keys";

    public YamlEntry? Find(string key) => _index.TryGetValue(key, out var at) ? _entries[at] : null;

    /// <summary>Adds an entry, or replaces the one of the same key in its place.</summary>
    public void Set(YamlEntry entry)
    {
        if (_index.TryGetValue(entry.Key, out var at))
        {
            _entries[at] = entry;
        }
        else
        {
            _index.Add(entry.Key, _entries.Count);
            _entries.Add(entry);
        }
    }

    public void Remove(string key)
    {
        if (_index.TryGetValue(key, out var at))
        {
            _entries.RemoveAt(at);
            _index.Clear();
            for (var i = 0; i < _entries.Count; i++)
            {
                _index.Add(_entries[i].Key, i);
            }
        }
    }

    /// <summary>A copy whose blocks can be changed without touching this one; scalars and lists are shared.</summary>
    public MappingNode Copy()
    {
        var copy = new MappingNode(Where);
        foreach (var entry in _entries)
        {
            copy.Set(entry.Value is MappingNode block ? entry with { Value = block.Copy() } : entry);
        }

        return copy;
    }
}

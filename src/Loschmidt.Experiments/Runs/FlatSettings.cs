using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

/// <summary>An experiment file as a list of keys with dots and their texts, whether or not it is one this program can run.</summary>
internal static class FlatSettings
{
    /// <summary>Every key of the file, in its order.</summary>
    /// <exception cref="InputException">The file cannot be read, or is no YAML.</exception>
    public static IReadOnlyList<(string Key, string Value)> Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(path, "cannot be read", e);
        }

        return Of(text, path);
    }

    /// <summary>Every key of a text, in its order.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in messages.</param>
    public static IReadOnlyList<(string Key, string Value)> Of(string text, string source)
    {
        var settings = new List<(string, string)>();
        Add(settings, "", YamlReader.ReadDocument(text, source, []));
        return settings;
    }

    private static void Add(List<(string Key, string Value)> settings, string prefix, MappingNode block)
    {
        foreach (var entry in block.Entries)
        {
            if (entry.Value is MappingNode { Entries.Count: > 0 } inner)
                Add(settings, $"{prefix}{entry.Key}.", inner);
            else
                settings.Add((prefix + entry.Key, Text(entry.Value)));
        }
    }

    private static string Text(YamlNode value) => value switch
    {
        ScalarNode scalar => scalar.Text,
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        MappingNode block => $"{{{string.Join(", ", block.Entries.Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        _ => value.Found,
    };
}

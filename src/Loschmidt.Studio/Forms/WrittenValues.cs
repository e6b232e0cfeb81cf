using Loschmidt.Experiments.Schema;

namespace Loschmidt.Studio.Forms;

/// <summary>What a text says, key by key, for a form to show.</summary>
internal static class WrittenValues
{
    private const int MostText = 20_000;

    /// <summary>Every key of a text with its value; null where the text is no YAML.</summary>
    public static Dictionary<string, WrittenValue>? Of(string text)
    {
        try
        {
            var values = new Dictionary<string, WrittenValue>(StringComparer.Ordinal);
            Add(values, YamlReader.ReadDocument(text, "experiment.yaml", []), "");
            return values;
        }
        catch (ExperimentException)
        {
            return null;
        }
    }

    private static void Add(Dictionary<string, WrittenValue> values, MappingNode block, string prefix)
    {
        foreach (var entry in block.Entries)
        {
            var path = prefix + entry.Key;
            values[path] = new WrittenValue(Text(entry.Value), entry.Where.Line);
            if (entry.Value is MappingNode inner)
                Add(values, inner, path + "/");
        }
    }

    private static string? Text(YamlNode node) => node switch
    {
        MappingNode => null,
        ScalarNode scalar => scalar.Text,
        _ when YamlText.Flow(node) is var flow && flow.Length <= MostText => flow,
        _ => "[…]", // nobody edits that in a line of a form
    };
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Loschmidt.Experiments.Schema;

/// <summary>The schema of overrides, such as the <c>quick</c> block: any of the experiment's keys, nested or with dots,
/// none of them required.</summary>
/// <param name="kinds">Machines that may be named.</param>
/// <param name="definitions">Receives one definition a block.</param>
internal sealed class PartialSchema(MachineKinds kinds, JsonObject definitions)
{
    private const string Quick = "quick";

    // Behind a key: whatever the user names inside.
    private const string Anything = ".*";

    /// <summary>Gives the experiment's <c>quick</c> block its schema.</summary>
    /// <param name="properties">The experiment's own.</param>
    public void Complete(JsonObject properties) =>
        Fill((JsonObject)properties[Quick]!, Keys(typeof(Experiment), "#", Quick));

    /// <summary>Keys of a block and, with dots, of the blocks inside it, each with a reference to what it
    /// accepts.</summary>
    private List<(string Key, string Reference)> Keys(Type type, string pointer, string name)
    {
        var keys = new List<(string, string)>();
        foreach (var member in RecordSchema.Of(type).Members.Where(member => member.Key != Quick))
        {
            var place = $"{pointer}/properties/{member.Key}";
            if (member.Type == typeof(OverrideBlock) || member.Type == typeof(CaseBlock))
            {
                var values = member.Type == typeof(OverrideBlock) ? ExperimentJsonSchema.SweptValuesPlace : "";
                keys.AddRange([(member.Key, place), ($"{member.Key}{Anything}", values)]);
                continue;
            }

            if (ValueTypes.NamedOf(member.Type) is not null)
            {
                keys.AddRange([(member.Key, place), ($"{member.Key}{Anything}", "")]);
                continue;
            }

            var inner = member.Type == typeof(object) ? MachineKeys(place, $"{name}.{member.Key}")
                : ValueTypes.IsBlock(member.Type) ? Keys(member.Type, place, $"{name}.{member.Key}")
                : null;
            keys.Add((member.Key, inner is null ? place : Define($"{name}.{member.Key}", inner, member.Optional)));
            keys.AddRange((inner ?? []).Select(key => ($"{member.Key}.{key.Key}", key.Reference)));
        }

        return keys;
    }

    /// <summary>The keys of all machines: which of them it is, only the whole experiment knows.</summary>
    private List<(string Key, string Reference)> MachineKeys(string pointer, string name)
    {
        var keys = new List<(string, string)> { ("kind", $"{pointer}/properties/kind") };
        foreach (var kind in kinds.Names)
        {
            keys.AddRange(Keys(kinds.SettingsOf(kind)!, $"#/$defs/{kind}", $"{name}.{kind}"));
        }

        return keys;
    }

    private string Define(string name, List<(string Key, string Reference)> keys, bool optional)
    {
        var block = new JsonObject
        {
            ["type"] = optional ? new JsonArray("object", "null") : JsonValue.Create("object"),
        };
        Fill(block, keys);
        definitions[name] = block;
        return $"#/$defs/{name}";
    }

    private static void Fill(JsonObject block, List<(string Key, string Reference)> keys)
    {
        var (properties, patterns) = (new JsonObject(), new JsonObject());
        foreach (var key in keys.GroupBy(key => key.Key, key => new JsonObject { ["$ref"] = key.Reference }))
        {
            JsonObject[] meanings = [.. key];
            if (key.Key.EndsWith(Anything, StringComparison.Ordinal))
                patterns[$"^{Regex.Escape(key.Key[..^1])}"] =
                    meanings[0]["$ref"]!.GetValue<string>().Length > 0 ? meanings[0] : true;
            else
                properties[key.Key] = meanings is [var only]
                    ? only
                    : new JsonObject { ["anyOf"] = new JsonArray([.. meanings]) };
        }

        block["properties"] = properties;
        if (patterns.Count > 0)
            block["patternProperties"] = patterns;
        block["additionalProperties"] = false;
    }
}

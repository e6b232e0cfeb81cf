using System.Text.Json.Nodes;

namespace Loschmidt.Experiments.Schema;

/// <summary>The schema of overrides, such as the <c>quick</c> block: any of the experiment's keys, nested or with dots, none of them
/// required.</summary>
/// <param name="kinds">Machines that may be named.</param>
/// <param name="definitions">Receives one definition a block.</param>
internal sealed class PartialSchema(MachineKinds kinds, JsonObject definitions)
{
    /// <summary>Gives every key of the experiment that holds overrides its schema.</summary>
    /// <param name="properties">The experiment's own.</param>
    public void Complete(JsonObject properties)
    {
        foreach (var member in RecordSchema.Of(typeof(Experiment)).Members.Where(m => m.Type == typeof(OverrideBlock)))
        {
            var place = (JsonObject)properties[member.Key]!;
            place["type"] = new JsonArray("object", "null");
            place["properties"] = Listed(Keys(typeof(Experiment), "#", member.Key));
            place["additionalProperties"] = false;
        }
    }

    /// <summary>Keys of a block and, with dots, of the blocks inside it, each with a reference to what it accepts.</summary>
    private List<(string Key, string Reference)> Keys(Type type, string pointer, string name)
    {
        var keys = new List<(string, string)>();
        foreach (var member in RecordSchema.Of(type).Members.Where(member => member.Type != typeof(OverrideBlock)))
        {
            var place = $"{pointer}/properties/{member.Key}";
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
        definitions[name] = new JsonObject
        {
            ["type"] = optional ? new JsonArray("object", "null") : JsonValue.Create("object"),
            ["properties"] = Listed(keys),
            ["additionalProperties"] = false,
        };
        return $"#/$defs/{name}";
    }

    private static JsonObject Listed(List<(string Key, string Reference)> keys)
    {
        var properties = new JsonObject();
        foreach (var key in keys.GroupBy(key => key.Key, key => new JsonObject { ["$ref"] = key.Reference }))
        {
            JsonObject[] meanings = [.. key];
            properties[key.Key] = meanings is [var only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. meanings]) };
        }

        return properties;
    }
}

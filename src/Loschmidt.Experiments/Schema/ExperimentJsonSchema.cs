using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loschmidt.Experiments.Schema;

/// <summary>The JSON schema (draft 2020-12) of experiment files, for editors: made from the records that bind
/// them.</summary>
/// <remarks>
/// What the reader accepts, the schema accepts. The schema refuses unknown keys, wrong types, numbers out of range and
/// words that do not exist; rules between keys, such as "an optimiser needs a rate", are left to the reader. JSON knows
/// no difference between 5 and 5.0, so the schema lets 5.0 pass for a whole number.
/// </remarks>
public static class ExperimentJsonSchema
{
    /// <summary>Where the schema of what a sweep's keys run through is found.</summary>
    internal const string SweptValuesPlace = $"#/$defs/{SweptValuesName}";

    private const string SweptValuesName = "sweep.keys.values";
    private const string Kind = "kind";

    /// <summary>The schema as indented text with a line feed at its end; the same text for the same records.</summary>
    /// <param name="kinds">Machines that may be named.</param>
    public static string Text(MachineKinds kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            Document(kinds).WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) + "\n";
    }

    private static JsonObject Document(MachineKinds kinds)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Loschmidt experiment",
        };
        var definitions = new JsonObject();
        foreach (var kind in kinds.Names)
        {
            var machine = Block(kinds.SettingsOf(kind)!, kinds, optional: false);
            ((JsonObject)machine["properties"]!).Insert(0, Kind, new JsonObject { ["const"] = kind });
            definitions[kind] = machine;
        }

        var partial = new PartialSchema(kinds, definitions);
        foreach (var (key, value) in Block(typeof(Experiment), kinds, optional: false).ToArray())
        {
            schema[key] = value?.DeepClone();
        }

        partial.Complete((JsonObject)schema["properties"]!);
        definitions[SweptValuesName] = SweptValues();
        schema["$defs"] = definitions;
        return schema;
    }

    private static JsonObject Block(Type type, MachineKinds kinds, bool optional)
    {
        var record = RecordSchema.Of(type);
        var defaults = record.Create(new Dictionary<Member, object?>());
        var properties = new JsonObject();
        foreach (var member in record.Members)
        {
            var property = Value(member.Type, member, kinds, member.Optional);
            if (member.Description is { } description)
                property["description"] = description;
            if (!record.Requires(member) && Default(member, defaults) is { } standard)
                property["default"] = standard;
            properties[member.Key] = property;
        }

        var block = new JsonObject
        {
            ["type"] = Types("object", optional),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        var required = record.Members.Where(record.Requires).Select(member => (JsonNode)member.Key).ToArray();
        if (required.Length > 0)
            block["required"] = new JsonArray(required);
        return block;
    }

    private static JsonObject Value(Type type, Member member, MachineKinds kinds, bool optional)
    {
        if (type == typeof(object))
            return Machine(kinds);
        if (type == typeof(OverrideBlock))
            return new JsonObject { ["type"] = Types("object", optional), ["additionalProperties"] = Swept() };
        if (type == typeof(CaseBlock))
        {
            var each = new JsonObject { ["type"] = "object" };
            return new JsonObject { ["type"] = Types("object", optional), ["additionalProperties"] = each };
        }

        if (ValueTypes.NamedOf(type) is { } named)
            return new JsonObject { ["type"] = Types("object", optional), ["additionalProperties"] = Block(named, kinds, optional: false) };
        if (ValueTypes.ElementOf(type) is { } element)
            return List(element, member, kinds, optional);
        if (ValueTypes.IsBlock(type))
            return Block(type, kinds, optional);
        if (type.IsEnum)
        {
            var words = ValueTypes.Words(type).Select(word => (JsonNode?)word.Word);
            return new JsonObject { ["enum"] = new JsonArray([.. optional ? words.Append(null) : words]) };
        }

        if (type == typeof(bool))
            return new JsonObject { ["type"] = Types("boolean", optional) };
        return type == typeof(string) ? Words(member, optional) : Number(type, member, optional);
    }

    /// <summary>What the keys of a sweep run through: a list, a range, or keys within.</summary>
    private static JsonObject SweptValues() => new()
    {
        ["type"] = new JsonArray("array", "string", "object"),
        ["minItems"] = 1,
        ["minProperties"] = 1,
        ["pattern"] = @"^ *[^ ]+ +\.\. +[^ ]+( +(log|whole))? *$",
        ["additionalProperties"] = Swept(),
    };

    private static JsonObject Swept() => new() { ["$ref"] = SweptValuesPlace };

    private static JsonObject List(Type element, Member member, MachineKinds kinds, bool optional)
    {
        var list = new JsonObject
        {
            ["type"] = Types("array", optional),
            ["items"] = Value(element, member, kinds, optional: false),
        };
        if (member.Entries.Least is { } least && ValueTypes.ElementOf(member.Type) == element)
            list["minItems"] = least;
        if (member.Entries.Most is { } most && ValueTypes.ElementOf(member.Type) == element)
            list["maxItems"] = most;
        return list;
    }

    /// <summary>A text may be written without quotes whatever it looks like: 2026 is a fine description.</summary>
    private static JsonObject Words(Member member, bool optional)
    {
        var text = new JsonObject
        {
            ["type"] = new JsonArray([.. new[] { "string", "number", "boolean" }.Select(word => (JsonNode)word)]),
        };
        if (optional)
            ((JsonArray)text["type"]!).Add((JsonNode)"null");
        if (member.Pattern is { } pattern)
            text["pattern"] = $"^(?:{pattern})$";
        return text;
    }

    private static JsonObject Number(Type type, Member member, bool optional)
    {
        var number = new JsonObject { ["type"] = Types(ValueTypes.IsWhole(type) ? "integer" : "number", optional) };
        var (low, lowExcluded, high, highExcluded) = member.Limits;
        if (ValueTypes.IsWhole(type))
        {
            var (least, most) = ValueTypes.WholeRange(type);
            number[lowExcluded && low >= (double)least ? "exclusiveMinimum" : "minimum"] =
                low > (double)least ? Whole(low) : Whole(least);
            number[highExcluded && high <= (double)most ? "exclusiveMaximum" : "maximum"] =
                high < (double)most ? Whole(high) : Whole(most);
        }
        else
        {
            if (double.IsFinite(low))
                number[lowExcluded ? "exclusiveMinimum" : "minimum"] = low;
            if (double.IsFinite(high))
                number[highExcluded ? "exclusiveMaximum" : "maximum"] = high;
        }

        return member.Words.Count == 0 || ValueTypes.IsWhole(type) ? number : new JsonObject
        {
            ["anyOf"] = new JsonArray(
                [number, .. member.Words.Select(word => new JsonObject { ["const"] = word.Word })]),
        };
    }

    private static JsonObject Machine(MachineKinds kinds) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            [Kind] = new JsonObject
            {
                ["description"] = "Which machine.",
                ["enum"] = new JsonArray([.. kinds.Names.Select(name => (JsonNode)name)]),
            },
        },
        ["required"] = new JsonArray(Kind),
        ["allOf"] = new JsonArray([.. kinds.Names.Select(name => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { [Kind] = new JsonObject { ["const"] = name } },
            },
            ["then"] = new JsonObject { ["$ref"] = $"#/$defs/{name}" },
        })]),
    };

    private static JsonNode Types(string type, bool optional) =>
        optional ? new JsonArray(type, "null") : JsonValue.Create(type);

    private static JsonNode Whole(decimal value) =>
        value < 0 ? JsonValue.Create((long)value) : JsonValue.Create((ulong)value);

    private static JsonNode Whole(double value) => Whole((decimal)value);

    private static JsonNode? Default(Member member, object defaults) =>
        Plain(member.Property.GetValue(defaults), member);

    private static JsonNode? Plain(object? value, Member member) => value switch
    {
        bool flag => flag,
        string text => text,
        Enum word => ValueTypes.Words(word.GetType()).First(known => known.Value.Equals(word)).Word,
        double real => member.Words.FirstOrDefault(word => word.Value.Equals(real))?.Word
            ?? (double.IsFinite(real) ? (JsonNode)real : null),
        float real => (double)(decimal)real,
        int whole => whole,
        uint whole => whole,
        long whole => whole,
        ulong whole => whole,
        System.Collections.IDictionary => new JsonObject(),
        System.Collections.IEnumerable list =>
            new JsonArray([.. list.Cast<object>().Select(item => Plain(item, member))]),
        _ => null,
    };
}

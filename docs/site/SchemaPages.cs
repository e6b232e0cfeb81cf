using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Loschmidt.Site;

/// <summary>What an experiment file may say, from its JSON schema: a page of its blocks and a page of the machines.</summary>
internal static class SchemaPages
{
    /// <summary>The page of the blocks.</summary>
    public const string Target = "reference/experiment.html";

    /// <summary>The page of the machines.</summary>
    public const string Machines = "reference/machines.html";

    private static readonly string[] Columns = ["key", "value", "default", "meaning"];

    /// <summary>The pages, or none where there is no schema.</summary>
    public static IEnumerable<SitePage> Of(string path)
    {
        if (!File.Exists(path))
            return [];
        using var schema = JsonDocument.Parse(File.ReadAllText(path));
        return [Blocks(schema.RootElement), Kinds(schema.RootElement)];
    }

    private static SitePage Blocks(JsonElement schema)
    {
        var page = new Page(Target, "Keys of an experiment");
        page.Paragraph(
            $"What an experiment file may say, from the schema that editors use. The key <code>machine</code> depends on its <code>kind</code>: "
            + $"<a href=\"{SitePage.Relative(Target, Machines)}\">machines</a>. The block <code>quick</code> takes the same keys once more, all optional.");
        page.Block("", schema, 2);
        return page.Made();
    }

    private static SitePage Kinds(JsonElement schema)
    {
        var page = new Page(Machines, "Keys of the machines");
        page.Paragraph("The block <code>machine</code> of an experiment, for every <code>kind</code>.");
        foreach (var kind in schema.GetProperty("properties").GetProperty("machine").GetProperty("properties").GetProperty("kind").GetProperty("enum").EnumerateArray())
        {
            if (schema.GetProperty("$defs").TryGetProperty(kind.GetString()!, out var settings))
                page.Block(kind.GetString()!, settings, 2);
        }

        return page.Made();
    }

    private sealed class Page(string target, string title)
    {
        private readonly StringBuilder _body = new(Html.Heading(new SiteHeading(1, title, "top")));
        private readonly List<SiteHeading> _headings = [new(1, title, "top")];

        public void Paragraph(string html) => _body.Append($"<p>{html}</p>\n");

        /// <summary>A table of the block's values, then the blocks within it.</summary>
        public void Block(string path, JsonElement block, int level)
        {
            if (path.Length > 0)
            {
                var heading = new SiteHeading(Math.Min(level, 6), path, Html.Anchor(path));
                _headings.Add(heading);
                _body.Append(Html.Heading(heading));
                if (block.TryGetProperty("description", out var words))
                    Paragraph(Html.Text(words.GetString()!));
            }

            var required = block.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
            var members = block.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToArray() : [];
            var values = members.Where(member => !IsBlock(member.Value)).ToArray();
            if (values.Length > 0)
            {
                _body.Append(Html.Table(
                    path.Length > 0 ? $"Keys of {path}" : "Keys of the first level", Columns,
                    values.Select(member => new[]
                    {
                        $"<code>{Html.Text(member.Name)}</code>", Html.Text(Value(member.Value)),
                        member.Value.TryGetProperty("default", out var given) ? $"<code>{Html.Text(given.GetRawText())}</code>" : required.Contains(member.Name) ? "required" : "",
                        member.Value.TryGetProperty("description", out var meaning) ? Html.Text(meaning.GetString()!) : "",
                    })));
            }

            foreach (var member in members.Where(member => IsBlock(member.Value) && member.Name != "quick"))
            {
                if (path.Length == 0 && member.Name == "machine")
                    continue;
                Block(path.Length > 0 ? $"{path}.{member.Name}" : member.Name, member.Value, path.Length == 0 ? level : level + 1);
            }
        }

        public SitePage Made() => new("docs/experiment.schema.json", target, title, _body.ToString(), _headings);

        private static bool IsBlock(JsonElement value) => value.TryGetProperty("properties", out _);

        /// <summary>Type, words and bounds.</summary>
        private static string Value(JsonElement value)
        {
            if (value.TryGetProperty("enum", out var words))
                return string.Join(", ", words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()));
            foreach (var several in (string[])["anyOf", "oneOf"])
            {
                if (value.TryGetProperty(several, out var forms))
                    return string.Join(" or ", forms.EnumerateArray().Select(Value).Where(form => form.Length > 0).Distinct());
            }

            var type = !value.TryGetProperty("type", out var said) ? ""
                : said.ValueKind == JsonValueKind.Array
                    ? string.Join(" or ", said.EnumerateArray().Select(one => one.GetString()).Where(one => one != "null")) : said.GetString()!;
            type = type switch { "string or number or boolean" or "string" => "text", "boolean" => "true or false", "integer" => "whole number", _ => type };
            if (type == "array" && value.TryGetProperty("items", out var items))
                type = $"list of: {Value(items)}";
            string[] bounds =
            [
                .. from bound in ((string Key, string Sign)[])[("exclusiveMinimum", "> "), ("minimum", "≥ "), ("exclusiveMaximum", "< "), ("maximum", "≤ ")]
                   where value.TryGetProperty(bound.Key, out var limit) && limit.ValueKind == JsonValueKind.Number && Math.Abs(limit.GetDouble()) < 1e6
                   select bound.Sign + value.GetProperty(bound.Key).GetDouble().ToString(CultureInfo.InvariantCulture),
            ];
            return bounds.Length > 0 ? $"{type} {string.Join(", ", bounds)}" : type;
        }
    }
}

using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Schema;

/// <summary>Writes scalars and small values so that the reader gives back the same ones.</summary>
internal static class YamlText
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity",
    };

    /// <summary>Text, in quotes unless it cannot be read as anything else.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.EndsWith(' ') && !Reserved.Contains(text)
            && text.All(
            c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '.' or '/' or '-' or '(' or ')' or '+' or '=')
            ? text
            : Escape(text);

    /// <summary>The shortest figures that read back as the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A node on one line.</summary>
    public static string Flow(YamlNode node) => node switch
    {
        ScalarNode { Plain: true } scalar when IsPlain(scalar.Text) => scalar.Text,
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar => Escape(scalar.Text),
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        MappingNode block =>
            $"{{{string.Join(", ", block.Entries.Select(entry => $"{Quote(entry.Key)}: {Flow(entry.Value)}"))}}}",
        _ => throw new ArgumentException($"{node.GetType().Name} is no YAML value"),
    };

    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsAsciiLetterOrDigit(text[0]) || (text.Length > 1 && text[0] is '-' or '.' or '+' && char.IsAsciiDigit(text[1])))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_');

    private static string Escape(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}

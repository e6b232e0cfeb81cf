using System.Collections;
using System.Globalization;
using System.Text;

namespace Loschmidt.Experiments.Schema;

/// <summary>Writes an experiment as YAML that reads back as the same experiment: every key, in the order of the
/// records.</summary>
public static class ExperimentWriter
{
    /// <summary>The whole experiment; optional keys without a value are left out.</summary>
    /// <param name="experiment">A resolved experiment.</param>
    /// <param name="kinds">Names of the machines.</param>
    /// <exception cref="ArgumentException">The machine's settings belong to no registered kind.</exception>
    public static string Write(Experiment experiment, MachineKinds kinds)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(kinds);
        var yaml = new StringBuilder();
        Block(yaml, experiment, kinds, indent: 0);
        return yaml.ToString();
    }

    private static void Block(StringBuilder yaml, object record, MachineKinds kinds, int indent)
    {
        foreach (var member in RecordSchema.Of(record.GetType()).Members)
        {
            if (member.Property.GetValue(record) is not { } value)
            {
                continue;
            }

            yaml.Append(' ', indent).Append(member.Key).Append(':');
            if (member.Type == typeof(object))
            {
                yaml.Append('\n').Append(' ', indent + 2).Append("kind: ").Append(kinds.KindOf(value)).Append('\n');
                Block(yaml, value, kinds, indent + 2);
            }
            else if (value is OverrideBlock later)
            {
                Later(yaml, later, indent + 2);
            }
            else if (value is CaseBlock variants)
            {
                yaml.Append(variants.Cases.Count == 0 ? " {}\n" : "\n");
                foreach (var (name, overrides) in variants.Cases)
                {
                    yaml.Append(' ', indent + 2).Append(YamlText.Quote(name)).Append(':');
                    Later(yaml, overrides, indent + 4);
                }
            }
            else if (ValueTypes.NamedOf(member.Type) is not null)
            {
                var named = (IDictionary)value;
                yaml.Append(named.Count == 0 ? " {}\n" : "\n");
                foreach (DictionaryEntry entry in named)
                {
                    yaml.Append(' ', indent + 2).Append(YamlText.Quote((string)entry.Key)).Append(": ").Append(Inline(entry.Value!)).Append('\n');
                }
            }
            else if (ValueTypes.IsBlock(member.Type))
            {
                var start = yaml.Length;
                Block(yaml.Append('\n'), value, kinds, indent + 2);
                if (yaml.Length == start + 1)
                    yaml.Insert(start, " {}");
            }
            else
            {
                yaml.Append(' ').Append(Flow(value, member)).Append('\n');
            }
        }
    }

    private static void Later(StringBuilder yaml, OverrideBlock later, int indent)
    {
        yaml.Append(later.Values.Count == 0 ? " {}\n" : "\n");
        foreach (var (key, value) in later.Values)
        {
            yaml.Append(' ', indent).Append(YamlText.Quote(key)).Append(": ").Append(value).Append('\n');
        }
    }

    private static string Flow(object value, Member? member = null) => value switch
    {
        string text => YamlText.Quote(text),
        bool flag => flag ? "true" : "false",
        Enum => ValueTypes.Words(value.GetType()).First(word => word.Value.Equals(value)).Word,
        double or float => Number(value, member),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(item => Flow(item, member)))}]",
        IConvertible => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => Inline(value),
    };

    private static string Number(object value, Member? member)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return member?.Words.FirstOrDefault(word => word.Value.Equals(number))?.Word
            ?? (value is float single ? single.ToString("R", CultureInfo.InvariantCulture) : YamlText.Number(number));
    }

    /// <summary>A record inside a list, in flow style.</summary>
    private static string Inline(object record)
    {
        var written = RecordSchema.Of(record.GetType()).Members
            .Select(member => (member, Value: member.Property.GetValue(record)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.member.Key}: {Flow(pair.Value!, pair.member)}");
        return $"{{{string.Join(", ", written)}}}";
    }
}

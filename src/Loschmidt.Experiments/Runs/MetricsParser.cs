using System.Text.Json;

namespace Loschmidt.Experiments.Runs;

/// <summary>Reads lines of <c>metrics.jsonl</c>; lines of one file mostly have the same names, which are made once.</summary>
internal sealed class MetricsParser
{
    private const string Step = "step";

    private readonly List<string> _names = [];

    /// <summary>One line.</summary>
    /// <exception cref="RunException">It is no JSON object of numbers with a step.</exception>
    public MetricsLine Parse(ReadOnlySpan<byte> line, string where)
    {
        try
        {
            var values = new List<(string, double)>(_names.Count);
            var json = new Utf8JsonReader(line);
            long? step = null;
            Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals(Step))
                {
                    json.Read();
                    step = json.GetInt64();
                    continue;
                }

                var name = Name(ref json, values.Count);
                json.Read();
                values.Add((name, json.TokenType == JsonTokenType.Null ? double.NaN : json.GetDouble()));
            }

            Expect(json.TokenType == JsonTokenType.EndObject && !json.Read() && step is not null);
            return new MetricsLine(step!.Value, values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new RunException(where, "no line of metrics; the file was changed by something else", e);
        }
    }

    private string Name(ref Utf8JsonReader json, int at)
    {
        if (at < _names.Count && json.ValueTextEquals(_names[at]))
            return _names[at];
        var name = json.GetString()!;
        if (at == _names.Count)
            _names.Add(name);
        else
            _names[at] = name;
        return name;
    }

    private static void Expect(bool isSo)
    {
        if (!isSo)
            throw new FormatException();
    }
}

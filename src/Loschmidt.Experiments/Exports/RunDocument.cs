using System.Text.Encodings.Web;
using System.Text.Json;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>A run as one JSON document: <c>run</c>, <c>settings</c>, <c>metrics</c>, <c>result</c>, <c>figures</c>.</summary>
internal static class RunDocument
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the document and a line feed; <c>result</c> is left out where the run is not done.</summary>
    /// <remarks>Settings are texts, as experiment.yaml spells them, by keys with dots. A number that is not finite is null.</remarks>
    /// <exception cref="InputException">A file of the run cannot be read.</exception>
    public static void Write(RunFolder run, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("run", run.Address);
            json.WriteStartObject("settings");
            foreach (var (key, value) in RunCourse.Settings(run))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            WriteMetrics(json, run.ReadMetrics());
            if (run.ReadResult() is { } result)
            {
                json.WritePropertyName("result");
                result.WriteTo(json);
            }

            json.WriteStartArray("figures");
            foreach (var name in new RunFigures(run).Stored)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteMetrics(Utf8JsonWriter json, IReadOnlyList<MetricsLine> lines)
    {
        json.WriteStartArray("metrics");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteNumber("step", line.Step);
            foreach (var (name, value) in line.Values)
            {
                if (double.IsFinite(value))
                    json.WriteNumber(name, value);
                else
                    json.WriteNull(name);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

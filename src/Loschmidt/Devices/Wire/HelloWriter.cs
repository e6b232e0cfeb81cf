using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Writes what a device says of itself.</summary>
internal static class HelloWriter
{
    /// <summary>Writes the key <c>hello</c> and its value.</summary>
    public static void Write(Utf8JsonWriter json, DeviceHello hello)
    {
        json.WriteStartObject("hello"u8);
        json.WriteNumber("protocol"u8, hello.Protocol);
        json.WriteString("name"u8, hello.Name);
        json.WriteString("kind"u8, hello.Kind == DeviceKind.SelfLearning ? "self-learning"u8 : "host-updated"u8);
        json.WriteNumber("features"u8, hello.Features);
        json.WriteNumber("outputs"u8, hello.Outputs);
        json.WriteNumber("targets"u8, hello.Targets);
        json.WriteStartArray("verbs"u8);
        foreach (var verb in hello.Verbs)
        {
            json.WriteStringValue(WireWords.Of(verb));
        }

        json.WriteEndArray();
        Table(json, "ranges"u8, hello.Ranges, static (json, range) => Write(json, range));
        Table(json, "units"u8, hello.Units, static (json, unit) => json.WriteStringValue(unit));
        Table(json, "settle"u8, hello.Settle, static (json, time) => json.WriteNumberValue(time));
        Table(json, "duration"u8, hello.Duration, static (json, time) => json.WriteNumberValue(time));
        Table(json, "noise"u8, hello.Noise, static (json, σ) => json.WriteNumberValue(σ));
        if (hello.Cost is { } cost)
        {
            json.WriteString("cost"u8, cost);
        }

        json.WriteBoolean("conjugates"u8, hello.Conjugates);
        json.WriteStartArray("arrays"u8);
        json.WriteStringValue("plain"u8);
        if (hello.Base64)
        {
            json.WriteStringValue("base64"u8);
        }

        json.WriteEndArray();
        json.WriteNumber("step"u8, hello.Step);
        if (hello.Parameters.Count > 0)
        {
            Parameters(json, hello.Parameters);
        }

        if (hello.Scattering is { } scattering)
        {
            ScatteringWriter.Write(json, scattering);
        }

        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, IReadOnlyList<DeviceTensor> tensors)
    {
        json.WriteStartArray("parameters"u8);
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tensor.Name);
            json.WriteStartArray("shape"u8);
            foreach (var extent in tensor.Shape)
            {
                json.WriteNumberValue(extent);
            }

            json.WriteEndArray();
            if (tensor.Range is { } range)
            {
                json.WritePropertyName("range"u8);
                Write(json, range);
            }

            if (tensor.Unit.Length > 0)
            {
                json.WriteString("unit"u8, tensor.Unit);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DeviceRange range)
    {
        json.WriteStartArray();
        json.WriteNumberValue(range.From);
        json.WriteNumberValue(range.To);
        json.WriteEndArray();
    }

    private static void Table<TValue>(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, TValue> table, Action<Utf8JsonWriter, TValue> write)
    {
        if (table.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in table)
        {
            json.WritePropertyName(key);
            write(json, value);
        }

        json.WriteEndObject();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Stands between a trainer and a device, passes every line on as it is, and writes it down with its direction.</summary>
/// <remarks>A line a line: <c>{"to":"device","line":{…}}</c>, <c>{"to":"trainer","line":{…}}</c>; what is no JSON stands as base64 under <c>bytes</c>.</remarks>
public sealed class DeviceRecorder(IWireTransport device, Stream record)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(20);

    /// <summary>Passes lines on until the trainer has no more.</summary>
    /// <param name="input">Lines of the trainer.</param>
    /// <param name="output">Replies for it.</param>
    /// <exception cref="WireException">The device is gone.</exception>
    /// <exception cref="IOException">The trainer is gone, or the disk refuses.</exception>
    public void Run(Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        device.Open(Patience);
        var lines = new LineReader(input);
        while (lines.Read(out var line))
        {
            var copy = new byte[line.Length + 1];
            line.CopyTo(copy);
            copy[^1] = (byte)'\n';
            Write("device"u8, copy.AsSpan(0, line.Length));
            var reply = device.Exchange(copy, Patience);
            Write("trainer"u8, reply.Span);
            output.Write(reply.Span);
            output.Write("\n"u8);
            output.Flush();
        }
    }

    private void Write(ReadOnlySpan<byte> to, ReadOnlySpan<byte> line)
    {
        using (var json = new Utf8JsonWriter(record, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("to"u8, to);
            if (IsJson(line))
            {
                json.WritePropertyName("line"u8);
                json.WriteRawValue(line.TrimEnd((byte)'\r'), skipInputValidation: true);
            }
            else
            {
                json.WriteBase64String("bytes"u8, line);
            }

            json.WriteEndObject();
        }

        record.Write("\n"u8);
        record.Flush(); // whole, also where what follows never happens
    }

    private static bool IsJson(ReadOnlySpan<byte> line)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line))
        {
            return false;
        }

        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

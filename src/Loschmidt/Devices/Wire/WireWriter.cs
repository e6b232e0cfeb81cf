using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Writes the lines of both ends, their end included; one line at a time, into a buffer that it keeps.</summary>
public sealed class WireWriter
{
    // Below, plain numbers are as short and can be read by people.
    private const int PackedFrom = 32;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>Makes a writer.</summary>
    public WireWriter() => _json = new Utf8JsonWriter(
        _buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Whether long arrays are written as base64 of little-endian doubles.</summary>
    public bool Base64 { get; set; }

    /// <summary>Writes a greeting.</summary>
    /// <returns>The line, valid until the next one is written.</returns>
    public ReadOnlyMemory<byte> Write(WireGreeting greeting)
    {
        ArgumentNullException.ThrowIfNull(greeting);
        Begin();
        _json.WriteStartObject("hello"u8);
        _json.WriteStartArray("protocols"u8);
        foreach (var version in greeting.Protocols)
        {
            _json.WriteNumberValue(version);
        }

        _json.WriteEndArray();
        _json.WriteString("from"u8, greeting.From);
        _json.WriteEndObject();
        return End();
    }

    /// <summary>Writes what a device says of itself.</summary>
    /// <returns>The line, valid until the next one is written.</returns>
    public ReadOnlyMemory<byte> Write(DeviceHello hello)
    {
        ArgumentNullException.ThrowIfNull(hello);
        Begin();
        HelloWriter.Write(_json, hello);
        return End();
    }

    /// <summary>Writes a request.</summary>
    /// <returns>The line, valid until the next one is written.</returns>
    public ReadOnlyMemory<byte> Write(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Begin();
        _json.WriteNumber("id"u8, request.Id);
        if (request.Step is { } step)
        {
            _json.WriteNumber("step"u8, step);
        }

        _json.WriteStartArray("do"u8);
        for (var at = 0; at < request.Do.Count; at++)
        {
            Write(request.Do[at]);
        }

        _json.WriteEndArray();
        return End();
    }

    /// <summary>Writes a reply.</summary>
    /// <returns>The line, valid until the next one is written.</returns>
    public ReadOnlyMemory<byte> Write(WireReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Begin();
        if (reply.Id is { } id)
        {
            _json.WriteNumber("id"u8, id);
        }
        else if (reply.Error?.Fault != WireFault.Protocol)
        {
            _json.WriteNull("id"u8);
        }

        if (reply.Step is { } step)
        {
            _json.WriteNumber("step"u8, step);
        }

        if (reply.Error is { } error)
        {
            Write(error);
        }
        else
        {
            _json.WriteStartArray("results"u8);
            for (var at = 0; at < reply.Results.Count; at++)
            {
                Write(reply.Results[at]);
            }

            _json.WriteEndArray();
        }

        return End();
    }

    private void Write(WireException error)
    {
        _json.WriteStartObject("error"u8);
        _json.WriteString("code"u8, WireWords.Of(error.Fault));
        _json.WriteString("message"u8, error.Message);
        if (error.At >= 0)
        {
            _json.WriteNumber("at"u8, error.At);
        }

        if (error.Fault == WireFault.Protocol)
        {
            _json.WriteStartArray("protocols"u8);
            _json.WriteNumberValue(WireLimits.Protocol);
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
    }

    private void Write(WireResult result)
    {
        if (result.Text is { } text)
        {
            _json.WriteStringValue(text);
        }
        else if (result.Numbers is null)
        {
            _json.WriteNullValue();
        }
        else if (result.Imaginary is { } imaginary)
        {
            _json.WriteStartObject();
            Write("re"u8, result.Numbers);
            Write("im"u8, imaginary);
            _json.WriteEndObject();
        }
        else
        {
            WriteValue(result.Numbers);
        }
    }

    private void Write(WireAction action)
    {
        _json.WriteStartObject();
        _json.WriteString("verb"u8, WireWords.Of(action.Verb));
        switch (action.Verb)
        {
            case WireVerb.Prepare:
                Write("input"u8, action.Numbers);
                break;
            case WireVerb.Inject:
                Write("target"u8, action.Numbers);
                _json.WriteNumber("epsilon"u8, action.Epsilon);
                break;
            case WireVerb.Reverse when action.OnlyLearning:
                _json.WriteString("only"u8, "learning"u8);
                break;
            case WireVerb.Decay:
                _json.WriteNumber("rate"u8, action.Rate);
                if (double.IsFinite(action.Time))
                {
                    _json.WriteNumber("time"u8, action.Time);
                }

                if (action.Temperature != 0)
                {
                    _json.WriteNumber("temperature"u8, action.Temperature);
                }

                break;
            case WireVerb.Restore:
                _json.WriteString("snapshot"u8, action.Snapshot);
                break;
            case WireVerb.Load:
                Write("theta"u8, action.Numbers);
                break;
            case WireVerb.Reinject or WireVerb.Probe:
                Write("re"u8, action.Numbers);
                Write("im"u8, action.Imaginary);
                if (action.Frequency != 0)
                {
                    _json.WriteNumber("frequency"u8, action.Frequency);
                }

                break;
            default:
                break;
        }

        _json.WriteEndObject();
    }

    private void Write(ReadOnlySpan<byte> name, double[] values)
    {
        _json.WritePropertyName(name);
        WriteValue(values);
    }

    private void WriteValue(double[] values)
    {
        if (Base64 && values.Length >= PackedFrom)
        {
            var bytes = new byte[values.Length * sizeof(double)];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
            }

            _json.WriteStartObject();
            _json.WriteBase64String("f64"u8, bytes);
            _json.WriteEndObject();
            return;
        }

        _json.WriteStartArray();
        foreach (var value in values)
        {
            _json.WriteNumberValue(value);
        }

        _json.WriteEndArray();
    }

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
    }

    private ReadOnlyMemory<byte> End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenMemory;
    }
}

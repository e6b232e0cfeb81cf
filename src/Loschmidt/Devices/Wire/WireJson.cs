using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Loschmidt.Devices.Wire;

/// <summary>A strict look at one line: every fault has its byte, and nothing but <see cref="WireException"/> is thrown.</summary>
/// <remarks>What is allocated is bounded by the length of the line, never by a number in it.</remarks>
internal ref struct WireJson
{
    private Utf8JsonReader _reader;

    private WireJson(ReadOnlySpan<byte> line) =>
        _reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = WireLimits.Depth });

    /// <summary>Reads one message from a line.</summary>
    public delegate TMessage Message<out TMessage>(ref WireJson json);

    /// <summary>Kind of the present token.</summary>
    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Byte at which the present token begins.</summary>
    public readonly long Position => _reader.TokenStartIndex;

    /// <summary>Reads a whole line as one message.</summary>
    /// <exception cref="WireException">The line is no such message.</exception>
    public static TMessage Read<TMessage>(ReadOnlySpan<byte> line, Message<TMessage> message)
    {
        if (line.Length > WireLimits.Line)
        {
            throw new WireException(WireFault.Json, $"a line of {line.Length} bytes; at most {WireLimits.Line} are read", position: WireLimits.Line);
        }

        if (!Utf8.IsValid(line))
        {
            var at = FirstInvalid(line);
            throw new WireException(WireFault.Json, $"byte {at} is no UTF-8", position: at);
        }

        var json = new WireJson(line);
        try
        {
            json.Next();
            var result = message(ref json);
            if (json._reader.Read())
            {
                throw json.Fault("something follows the message");
            }

            return result;
        }
        catch (JsonException fault)
        {
            var at = Math.Max(0, fault.BytePositionInLine ?? 0);
            throw new WireException(WireFault.Json, $"byte {at} is not JSON as it should go on there", position: at, innerException: fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new WireException(
                WireFault.Json, $"byte {json.Position}: a text with half a surrogate pair", position: json.Position, innerException: fault);
        }
    }

    /// <summary>Goes on to the next token.</summary>
    public void Next()
    {
        if (!_reader.Read())
        {
            throw new WireException(WireFault.Json, $"the line ends at byte {_reader.BytesConsumed}, too early", position: _reader.BytesConsumed);
        }
    }

    /// <summary>A fault of the message at the present token.</summary>
    public readonly WireException Fault(string what, WireFault fault = WireFault.Json, int at = -1) =>
        new(fault, $"byte {Position}: {what}", at, Position);

    /// <summary>Requires the beginning of an object.</summary>
    public readonly void RequireObject(string name)
    {
        if (Token != JsonTokenType.StartObject)
        {
            throw Fault($"{name} must be an object");
        }
    }

    /// <summary>Requires the beginning of an array.</summary>
    public readonly void RequireArray(string name)
    {
        if (Token != JsonTokenType.StartArray)
        {
            throw Fault($"{name} must be an array");
        }
    }

    /// <summary>Goes to the next key of an object; false at its end.</summary>
    public bool NextKey()
    {
        Next();
        return Token == JsonTokenType.PropertyName;
    }

    /// <summary>Whether the present key or text is this one.</summary>
    public readonly bool Is(ReadOnlySpan<byte> word) => _reader.ValueTextEquals(word);

    /// <summary>The present key or text, where it is short and plain; empty otherwise.</summary>
    public readonly ReadOnlySpan<byte> Word => _reader.ValueIsEscaped ? [] : _reader.ValueSpan;

    /// <summary>The present key for a message, shortened.</summary>
    public readonly string Name => Clean(_reader.GetString());

    /// <summary>Skips the value of the present key.</summary>
    public void Skip()
    {
        Next();
        if (!_reader.TrySkip())
        {
            throw Fault("the value does not end");
        }
    }

    /// <summary>The present token as a text.</summary>
    public readonly string Text(string name, int longest = WireLimits.Line)
    {
        if (Token != JsonTokenType.String)
        {
            throw Fault($"{name} must be a text");
        }

        var text = _reader.GetString()!;
        return text.Length <= longest ? text : throw Fault($"{name} is longer than {longest} characters");
    }

    /// <summary>The present token as a text of one line for people.</summary>
    public readonly string Line(string name) => Clean(Text(name));

    /// <summary>The present token as a truth value.</summary>
    public readonly bool Flag(string name) => Token switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Fault($"{name} must be true or false"),
    };

    /// <summary>The present token as a whole number from 0.</summary>
    public readonly long Whole(string name, long most = long.MaxValue) =>
        Token == JsonTokenType.Number && _reader.TryGetInt64(out var value) && value >= 0 && value <= most
            ? value
            : throw Fault($"{name} must be a whole number from 0" + (most < long.MaxValue ? $" to {most}" : ""));

    /// <summary>The present token as a finite number.</summary>
    public readonly double Number(string name) =>
        Token == JsonTokenType.Number && _reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Fault($"{name} must be a finite number");

    /// <summary>The present token as an array of finite numbers, plain or <c>{"f64": base64}</c>.</summary>
    public double[] Numbers(string name)
    {
        if (Token == JsonTokenType.StartObject)
        {
            if (!NextKey() || !Is("f64"u8))
            {
                throw Fault($"{name} must be numbers, or {{\"f64\": base64 of little-endian doubles}}");
            }

            var values = Packed(name);
            Next();
            return Token == JsonTokenType.EndObject ? values : throw Fault($"{name} has a key too many");
        }

        return Plain(name);
    }

    /// <summary>The value of a key <c>f64</c>.</summary>
    public double[] Packed(string name)
    {
        Next();
        if (Token != JsonTokenType.String || !_reader.TryGetBytesFromBase64(out var bytes) || bytes.Length % sizeof(double) != 0)
        {
            throw Fault($"{name}.f64 must be base64 of whole doubles");
        }

        var values = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)));
            if (!double.IsFinite(values[i]))
            {
                throw Fault($"{name} {i} is {values[i]}");
            }
        }

        return values.Length <= WireLimits.Numbers ? values : throw Fault($"{name} has more than {WireLimits.Numbers} numbers");
    }

    private double[] Plain(string name)
    {
        RequireArray(name);
        var values = new double[8];
        var count = 0;
        for (Next(); Token != JsonTokenType.EndArray; Next())
        {
            if (count == WireLimits.Numbers)
            {
                throw Fault($"{name} has more than {WireLimits.Numbers} numbers");
            }

            if (count == values.Length)
            {
                Array.Resize(ref values, 2 * count);
            }

            values[count++] = Number(name);
        }

        return values.AsSpan(0, count).ToArray();
    }

    /// <summary>Somebody else's text goes to people's screens: one line, no control characters, not endless.</summary>
    private static string Clean(string? text)
    {
        const int Longest = 400;
        if (text is null)
        {
            return "";
        }

        var cut = text.Length > Longest ? text[..Longest] : text;
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        var at = 0;
        while (at < line.Length && Rune.DecodeFromUtf8(line[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}

using System.Globalization;
using System.Text.Json;

namespace Loschmidt.Devices.Wire;

/// <summary>Plays the device's side of a recorded exchange: to what was asked then it answers what was answered then.</summary>
public sealed class DevicePlayer
{
    private readonly List<(byte[] Asked, byte[] Answered)> _exchange = [];
    private readonly string _name;
    private readonly WireWriter _writer = new();
    private int _next;

    /// <summary>Reads a recording.</summary>
    /// <param name="recording">What <see cref="DeviceRecorder"/> wrote.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="WireException">It is no recording; with the line.</exception>
    public DevicePlayer(Stream recording, string name)
    {
        _name = name;
        var lines = new LineReader(recording);
        byte[]? asked = null;
        for (var number = 1; lines.Read(out var line); number++)
        {
            var (toDevice, content) = Entry(line, number);
            if (toDevice)
            {
                asked = content; // a request that was never answered was asked again after a restart
            }
            else
            {
                _exchange.Add((asked ?? throw Damaged(number), content));
                asked = null;
            }
        }
    }

    /// <summary>Answers until the trainer has no more lines.</summary>
    /// <param name="input">Lines of the trainer.</param>
    /// <param name="output">Replies for it.</param>
    /// <exception cref="IOException">The trainer is gone.</exception>
    public void Run(Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var lines = new LineReader(input);
        while (lines.Read(out var line))
        {
            output.Write(Answer(line.Span).Span);
            output.Write("\n"u8);
            output.Flush();
        }
    }

    /// <summary>The reply to a line, without its end.</summary>
    private ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> line)
    {
        if (_next < _exchange.Count)
        {
            var (asked, answered) = _exchange[_next];
            // Versions of the program may differ in their greeting, not in what they ask.
            if (line.TrimEnd((byte)'\r').SequenceEqual(asked) || (IsGreeting(line) && IsGreeting(asked)))
            {
                _next++;
                return answered;
            }
        }

        var what = _next < _exchange.Count
            ? $"exchange {_next + 1} of {_name} is another than what is asked now"
            : $"{_name} ends after {_exchange.Count} exchanges";
        long? id = null;
        try
        {
            id = WireReader.ReadRequest(line).Request?.Id;
        }
        catch (WireException)
        {
            // Whatever it was, it is not in the recording.
        }

        return _writer.Write(new WireReply(id, null, [], new WireException(WireFault.State, what)))[..^1];
    }

    private static bool IsGreeting(ReadOnlySpan<byte> line)
    {
        try
        {
            return WireReader.ReadRequest(line).Greeting is not null;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private (bool ToDevice, byte[] Content) Entry(ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var toDevice = json.RootElement.GetProperty("to").GetString() switch
            {
                "device" => true,
                "trainer" => false,
                _ => throw Damaged(number),
            };
            return json.RootElement.TryGetProperty("line", out var content)
                ? (toDevice, System.Text.Encoding.UTF8.GetBytes(content.GetRawText()))
                : (toDevice, json.RootElement.GetProperty("bytes").GetBytesFromBase64());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged(number);
        }
    }

    private WireException Damaged(int line) =>
        new(WireFault.Json, string.Create(CultureInfo.InvariantCulture, $"{_name}({line}): no line of a recording, which 'loschmidt device record' writes"));
}

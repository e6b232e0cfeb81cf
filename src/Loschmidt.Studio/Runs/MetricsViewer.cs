using System.Globalization;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Studio.Runs;

/// <summary>One viewer's place in a run's metrics; every line comes once, and all anew when the file became another one.</summary>
/// <remarks>A place is told as <c>OFFSET-MARK</c>: a byte offset, and a checksum of what lay before it.</remarks>
internal sealed class MetricsViewer
{
    private readonly MetricsTail _tail;
    private long _edition;
    private long _offset;
    private byte[] _before = [];
    private bool _restart;

    /// <summary>Takes a viewer up where he was, or at the beginning.</summary>
    /// <param name="tail">The metrics.</param>
    /// <param name="place">What he was told last, or null; a byte offset alone is believed.</param>
    public MetricsViewer(MetricsTail tail, string? place)
    {
        (_tail, _edition) = (tail, tail.Seen.Edition);
        if (string.IsNullOrEmpty(place))
            return;
        var parts = place.Split('-');
        if (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && tail.Before(offset) is { } before && (parts.Length == 1 || parts[1] == Mark(before)))
            (_offset, _before) = (offset, before);
        else
            _restart = true;
    }

    /// <summary>The place to be told.</summary>
    public string Place => $"{_offset.ToString(CultureInfo.InvariantCulture)}-{Mark(_before)}";

    /// <summary>Whether there are lines that he was not told.</summary>
    public bool IsBehind => _tail.Seen is var seen && (seen.Edition != _edition || _offset < seen.End);

    /// <summary>Whether the viewer must forget what he has, because the file is another one; he is then at its beginning.</summary>
    public bool MustForget()
    {
        var edition = _tail.Seen.Edition;
        if (!_restart && edition == _edition)
            return false;
        (_restart, _edition, _offset, _before) = (false, edition, 0, []);
        return true;
    }

    /// <summary>The next whole lines.</summary>
    /// <param name="buffer">Overwritten.</param>
    /// <returns>Bytes; 0 where there are none for the moment.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public int Next(Span<byte> buffer)
    {
        var count = _tail.Read(_edition, _offset, _before, buffer);
        _restart |= count < 0;
        if (count <= 0)
            return 0;
        _offset += count;
        var lines = buffer[..count];
        _before = count >= MetricsTail.MarkBytes
            ? lines[^MetricsTail.MarkBytes..].ToArray()
            : [.. _before.AsSpan(Math.Max(0, _before.Length + count - MetricsTail.MarkBytes)), .. lines];
        return count;
    }

    private static string Mark(byte[] before) => Crc32.Update(0, before).ToString("x8", CultureInfo.InvariantCulture);
}

using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace Loschmidt.Experiments.Runs;

/// <summary>The file <c>metrics.jsonl</c>: one JSON object a line, in ascending order of steps, only ever appended.</summary>
/// <remarks>
/// Lines gather in memory and go to the system when 64 KiB have come together, when a line comes half a second after the last
/// that went, on <see cref="Flush"/> and on <see cref="Dispose"/>: a point costs about a microsecond. Not thread-safe.
/// </remarks>
public sealed class MetricsLog : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Stream _file;
    private readonly string _path;
    private readonly ArrayBufferWriter<byte> _waiting = new(2 * BlockBytes);
    private readonly Utf8JsonWriter _json;
    private long _length;
    private long _written = Stopwatch.GetTimestamp();

    /// <summary>Opens the file for appending; a last line torn by a crash is cut off first.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public MetricsLog(string path)
        : this(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0), path)
    {
    }

    /// <summary>The same on any stream that can be read, written, sought in and cut; it is disposed with the log.</summary>
    internal MetricsLog(Stream stream, string path)
    {
        (_file, _path) = (stream, path);
        _json = new Utf8JsonWriter(_waiting);
        _length = EndOfWholeLines();
        if (_length < _file.Length)
            _file.SetLength(_length);
        _file.Position = _length;
    }

    /// <summary>Whether it was not disposed yet.</summary>
    internal bool IsOpen { get; private set; } = true;

    /// <summary>Appends a line <c>{"step":…,"name":value,…}</c>; numbers that are not finite become null.</summary>
    /// <param name="step">Training steps done; never less than the line before.</param>
    /// <param name="values">Names and figures.</param>
    /// <exception cref="IOException">The disk refuses; the line waits in memory for the next try.</exception>
    public void Append(long step, params ReadOnlySpan<(string Name, double Value)> values)
    {
        ObjectDisposedException.ThrowIf(!IsOpen, this);
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("step", step);
        foreach (var (name, value) in values)
        {
            if (double.IsFinite(value))
                _json.WriteNumber(name, value);
            else
                _json.WriteNull(name);
        }

        _json.WriteEndObject();
        _json.Flush();
        _waiting.Write("\n"u8);
        if (_waiting.WrittenCount >= BlockBytes || Stopwatch.GetElapsedTime(_written) >= Patience)
            WriteOut();
    }

    /// <summary>Length of the file with everything appended, waiting lines included.</summary>
    public long Length => _length + _waiting.WrittenCount;

    /// <summary>Cuts the file to a length it had before; false where it is shorter, and then nothing is done.</summary>
    /// <param name="length">A <see cref="Length"/> noted earlier.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public bool TruncateTo(long length)
    {
        Flush();
        if (_length < length)
        {
            return false;
        }

        _file.SetLength(length);
        _file.Position = _length = length;
        return true;
    }

    /// <summary>Hands all lines to the system, so that every process can read them and this one may be killed.</summary>
    /// <param name="toDisk">Whether to wait until the disk has them, so that the power may fail.</param>
    /// <exception cref="IOException">The disk refuses; the lines wait in memory for the next try.</exception>
    public void Flush(bool toDisk = false)
    {
        ObjectDisposedException.ThrowIf(!IsOpen, this);
        WriteOut();
        if (toDisk && _file is FileStream file)
            file.Flush(flushToDisk: true);
        else
            _file.Flush();
    }

    /// <summary>Keeps the lines up to a step and drops the rest, as a run does that goes on from an older checkpoint.</summary>
    /// <param name="step">The last step whose lines stay.</param>
    /// <remarks>The file is only ever made shorter: a crash in between loses nothing of what stays.</remarks>
    /// <exception cref="RunException">A line is no line of metrics; nothing is dropped.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void TruncateAfter(long step)
    {
        Flush();
        _file.Position = 0;
        try
        {
            var lines = new LineReader(_file, _path);
            var parser = new MetricsParser();
            var kept = 0L;
            while (lines.TryRead(out var line) && parser.Parse(line, lines.Where).Step <= step)
            {
                kept = lines.Offset;
            }

            if (kept < _length)
            {
                _file.SetLength(kept);
                _length = kept;
            }
        }
        finally
        {
            _file.Position = _length;
        }
    }

    /// <summary>Writes what waits and closes the file.</summary>
    /// <exception cref="IOException">The disk refuses; the file is closed all the same.</exception>
    public void Dispose()
    {
        if (!IsOpen)
            return;
        try
        {
            WriteOut();
        }
        finally
        {
            IsOpen = false;
            _json.Dispose();
            _file.Dispose();
        }
    }

    /// <summary>Reads the whole lines of a file, skipping the torn end of one being written.</summary>
    /// <returns>Empty where there is no file.</returns>
    /// <exception cref="RunException">A line is no JSON object with a step; names the line.</exception>
    public static IReadOnlyList<MetricsLine> Read(string path)
    {
        var lines = new List<MetricsLine>();
        Visit(path, lines.Add);
        return lines;
    }

    /// <summary>Hands over the whole lines of a file one by one; a file of any size needs little memory.</summary>
    /// <exception cref="RunException">A line is no JSON object with a step; names the line.</exception>
    internal static void Visit(string path, Action<MetricsLine> visit)
    {
        if (!Path.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var lines = new LineReader(file, path);
        var parser = new MetricsParser();
        while (lines.TryRead(out var line))
        {
            visit(parser.Parse(line, lines.Where));
        }
    }

    private void WriteOut()
    {
        if (_waiting.WrittenCount == 0)
            return;
        try
        {
            _file.Write(_waiting.WrittenSpan);
        }
        catch
        {
            // Part of it may be in the file; the next try must begin where whole lines end.
            _file.SetLength(_length);
            _file.Position = _length;
            throw;
        }

        _length += _waiting.WrittenCount;
        _waiting.ResetWrittenCount();
        _written = Stopwatch.GetTimestamp();
    }

    private long EndOfWholeLines()
    {
        var block = new byte[BlockBytes];
        for (var end = _file.Length; end > 0;)
        {
            var begin = Math.Max(0, end - block.Length);
            var part = block.AsSpan(0, (int)(end - begin));
            _file.Position = begin;
            _file.ReadExactly(part);
            if (part.LastIndexOf((byte)'\n') is >= 0 and var last)
                return begin + last + 1;
            end = begin;
        }

        return 0;
    }
}

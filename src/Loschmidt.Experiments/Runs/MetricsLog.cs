using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Loschmidt.Experiments.Runs;

/// <summary>The file <c>metrics.jsonl</c>: one JSON object a line, appended and handed to the system line by
/// line.</summary>
public sealed class MetricsLog : IDisposable
{
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();

    /// <summary>Opens the file for appending; a last line torn by a crash is cut off first.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public MetricsLog(string path)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        _file.SetLength(WholeLines(_file));
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Appends a line <c>{"step":…,"name":value,…}</c>; numbers that are not finite become null.</summary>
    /// <param name="step">Training steps done.</param>
    /// <param name="values">Names and figures.</param>
    public void Append(long step, params ReadOnlySpan<(string Name, double Value)> values)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteNumber("step", step);
            foreach (var (name, value) in values)
            {
                if (double.IsFinite(value))
                    json.WriteNumber(name, value);
                else
                    json.WriteNull(name);
            }

            json.WriteEndObject();
        }

        _line.WriteByte((byte)'\n');
        _file.Write(_line.GetBuffer(), 0, (int)_line.Length);
    }

    /// <summary>Length of the file with everything appended.</summary>
    public long Length => _file.Length;

    /// <summary>Hands everything to the system.</summary>
    /// <param name="toDisk">Whether to wait until it is on the disk.</param>
    public void Flush(bool toDisk) => _file.Flush(toDisk);

    /// <summary>Cuts the file to a length it had before; false where it is shorter, and then nothing is done.</summary>
    public bool TruncateTo(long length)
    {
        if (_file.Length < length)
        {
            return false;
        }

        _file.SetLength(length);
        _file.Seek(0, SeekOrigin.End);
        return true;
    }

    /// <summary>Keeps the lines up to a step and drops those after it.</summary>
    public void TruncateAfter(long step)
    {
        var kept = 0L;
        _file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(_file, leaveOpen: true);
        while (reader.ReadLine() is { } line && Parse(line, "metrics").Step <= step)
        {
            kept += Encoding.UTF8.GetByteCount(line) + 1;
        }

        _file.SetLength(kept);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _line.Dispose();
    }

    /// <summary>Reads the whole lines of a file, skipping the torn end of one being written.</summary>
    /// <exception cref="RunException">A line is no JSON object with a step; names the line.</exception>
    public static IReadOnlyList<MetricsLine> Read(string path)
    {
        var lines = new List<MetricsLine>();
        if (!File.Exists(path))
        {
            return lines;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        var text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        var number = 0;
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Add(Parse(line, $"{path}:{(++number).ToString(CultureInfo.InvariantCulture)}"));
        }

        return lines;
    }

    private static MetricsLine Parse(string line, string where)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var values = new List<(string, double)>();
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name != "step")
                    values.Add((property.Name, property.Value.ValueKind == JsonValueKind.Null ? double.NaN
                        : property.Value.GetDouble()));
            }

            return new MetricsLine(json.RootElement.GetProperty("step").GetInt64(), values);
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RunException(where, "no line of metrics; the file was changed by something else", e);
        }
    }

    private static long WholeLines(FileStream file)
    {
        var one = new byte[1];
        for (var length = file.Length; length > 0; length--)
        {
            file.Seek(length - 1, SeekOrigin.Begin);
            file.ReadExactly(one);
            if (one[0] == '\n')
                return length;
        }

        return 0;
    }
}

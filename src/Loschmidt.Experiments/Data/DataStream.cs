using System.IO.Compression;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Data;

/// <summary>A data file as a stream of its content, unpacked where its first bytes say gzip; reading only.</summary>
internal sealed class DataStream : ForwardStream
{
    private const int BufferBytes = 1 << 16;

    private readonly Stream? _file;
    private readonly GZipStream? _gzip;
    private PrefixedStream _content;

    private DataStream(Stream stream, bool owns)
    {
        var start = new byte[2];
        var seen = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new PrefixedStream(start.AsMemory(0, seen), stream);
        _file = owns ? stream : null;
        _gzip = seen == 2 && start[0] == 0x1F && start[1] == 0x8B
            ? new GZipStream(whole, CompressionMode.Decompress)
            : null;
        _content = _gzip is null ? whole : new PrefixedStream(default, _gzip);
    }

    /// <summary>Whether the file is gzip.</summary>
    public bool IsPacked => _gzip is not null;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataException">It is missing or cannot be read.</exception>
    public static DataStream Open(string path)
    {
        try
        {
            var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
            return new DataStream(file, owns: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read; is it a file, and may you read it?", e);
        }
    }

    /// <summary>Unpacks a stream that somebody else closes.</summary>
    public static DataStream Unpack(Stream stream) => new(stream, owns: false);

    /// <summary>The first bytes, which stay to be read; fewer where the content ends before.</summary>
    /// <exception cref="InvalidDataException">The gzip stream is damaged.</exception>
    public ReadOnlyMemory<byte> Peek(int count)
    {
        var bytes = new byte[count];
        var seen = this.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        _content = new PrefixedStream(bytes.AsMemory(0, seen), _content);
        return bytes.AsMemory(0, seen);
    }

    public override int Read(Span<byte> buffer) => _content.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip?.Dispose();
            _file?.Dispose();
        }

        base.Dispose(disposing);
    }
}

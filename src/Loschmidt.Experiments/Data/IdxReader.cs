using System.Buffers.Binary;
using System.IO.Compression;

namespace Loschmidt.Experiments.Data;

/// <summary>Reads IDX files of images (magic 2051) and labels (magic 2049), plain or gzip, big-endian, as a
/// stream.</summary>
/// <remarks>
/// Nothing in the header is believed: dimensions are held to <see cref="IdxLimits"/>, and memory grows with the bytes
/// that
/// arrive, not with those that are promised, so that a file of twenty bytes never costs a gigabyte.
/// </remarks>
public static class IdxReader
{
    private const int ImageMagic = 2051;
    private const int LabelMagic = 2049;
    private const int FirstBlock = 1 << 16;
    private const string Cure = "fetch the file again";

    /// <summary>Reads a file of images.</summary>
    /// <exception cref="DataException">The file is missing, truncated, oversized or no IDX file of images.</exception>
    public static IdxImages ReadImages(string path, IdxLimits? limits = null)
    {
        using var stream = Open(path);
        return ReadImages(stream, path, limits);
    }

    /// <summary>Reads a file of labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">Labels are 0 … classes−1.</param>
    /// <param name="limits">What the file may claim.</param>
    /// <exception cref="DataException">The file is missing, truncated, oversized, no IDX file of labels, or has a label
    /// outside the classes.</exception>
    public static byte[] ReadLabels(string path, int classes, IdxLimits? limits = null)
    {
        using var stream = Open(path);
        return ReadLabels(stream, path, classes, limits);
    }

    /// <summary>Reads images from a stream, gzip or plain by its first bytes.</summary>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="DataException">It is truncated, oversized or no IDX stream of images.</exception>
    public static IdxImages ReadImages(Stream stream, string name, IdxLimits? limits = null)
    {
        limits ??= IdxLimits.Default;
        using var content = new Content(stream, name);
        content.Magic(ImageMagic, "images");
        var count = content.Extent("number of images", limits.Items);
        var rows = content.Extent("rows", limits.Extent);
        var columns = content.Extent("columns", limits.Extent);
        var bytes = (long)count * rows * columns;
        if (bytes > limits.Bytes)
        {
            throw new DataException(
                name, 4,
                $"claims {count} images of {rows} x {columns}, {bytes} bytes; at most {limits.Bytes} are read; {Cure}");
        }

        var pixels = content.Body((int)bytes, $"{count} images of {rows} x {columns}");
        return new IdxImages(count, rows, columns, pixels);
    }

    /// <summary>Reads labels from a stream, gzip or plain by its first bytes.</summary>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="classes">Labels are 0 … classes−1.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="DataException">It is truncated, oversized, no IDX stream of labels, or has a label outside the
    /// classes.</exception>
    public static byte[] ReadLabels(Stream stream, string name, int classes, IdxLimits? limits = null)
    {
        limits ??= IdxLimits.Default;
        using var content = new Content(stream, name);
        content.Magic(LabelMagic, "labels");
        var count = content.Extent("number of labels", Math.Min(limits.Items, limits.Bytes));
        var labels = content.Body(count, $"{count} labels");
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= classes)
                throw new DataException(
                    name, 8 + i, $"label {labels[i]} of sample {i}; expected 0 to {classes - 1}; {Cure}");
        }

        return labels;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, FirstBlock, FileOptions.SequentialScan);
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

    /// <summary>The uncompressed content with a count of the bytes read.</summary>
    private sealed class Content : IDisposable
    {
        private readonly string _name;
        private readonly Stream _stream;
        private readonly bool _compressed;
        private long _offset;

        public Content(Stream stream, string name)
        {
            _name = name;
            var start = new byte[2];
            var seen = Read(stream, start);
            _compressed = seen == 2 && start[0] == 0x1F && start[1] == 0x8B;
            var whole = new PrefixedStream(start.AsMemory(0, seen), stream);
            _stream = _compressed ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        }

        public void Dispose() => _stream.Dispose();

        public void Magic(int expected, string what)
        {
            var magic = Word($"the magic number {expected} of IDX {what}");
            if (magic != expected)
            {
                var hint = magic switch
                {
                    ImageMagic => "; these are images",
                    LabelMagic => "; these are labels",
                    _ => _compressed ? "" : "; is it IDX?",
                };
                throw new DataException(
                    _name, 0, $"expected the magic number {expected} of IDX {what}, found {magic}{hint}; {Cure}");
            }
        }

        public int Extent(string what, int limit)
        {
            var at = _offset;
            var value = Word($"the {what}");
            return value >= 1 && value <= limit
                ? (int)value
                : throw new DataException(_name, at, $"expected the {what}, 1 to {limit}, found {value}; {Cure}");
        }

        public byte[] Body(int length, string what)
        {
            var start = _offset;
            var body = new byte[Math.Min(length, FirstBlock)];
            var filled = 0;
            while (filled < length)
            {
                if (filled == body.Length)
                    Array.Resize(ref body, (int)Math.Min(length, 2L * body.Length));
                var read = Read(_stream, body.AsSpan(filled));
                filled += read;
                if (read == 0)
                    throw Truncated(start + filled, $"{what}, {length} bytes from byte {start}");
            }

            _offset += filled;
            return Read(_stream, stackalloc byte[1]) == 0
                ? body
                : throw new DataException(
                _name, _offset, $"expected the end of the file after {what}, found more; {Cure}");
        }

        private uint Word(string what)
        {
            Span<byte> word = stackalloc byte[4];
            var read = Read(_stream, word);
            if (read < word.Length)
                throw Truncated(_offset + read, what);
            _offset += word.Length;
            return BinaryPrimitives.ReadUInt32BigEndian(word);
        }

        private DataException Truncated(long at, string what) =>
            new(_name, at, $"the file ends here; expected {what}; {Cure}");

        private int Read(Stream stream, Span<byte> bytes)
        {
            try
            {
                return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException e)
            {
                throw new DataException(_name, _offset, $"the gzip stream is damaged; {Cure}", e);
            }
            catch (IOException e)
            {
                throw new DataException(_name, _offset, "cannot be read to its end; is it a file?", e);
            }
        }
    }
}

using System.Buffers.Binary;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>The bytes of a MATLAB 5 file, or of a packed element of it, read forwards with a count, and never beyond
/// the end of the present element.</summary>
/// <param name="stream">Not closed.</param>
/// <param name="file">The file's name in messages.</param>
/// <param name="packedAt">Where in the file the packed element begins; −1 for the file itself.</param>
internal sealed class MatBytes(Stream stream, string file, long packedAt = -1) : ForwardStream
{
    private const int Padding = 8;

    private readonly byte[] _block = new byte[1 << 12];

    /// <summary>Bytes read so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the present element ends.</summary>
    public long End { get; set; } = long.MaxValue;

    public bool IsBigEndian { get; set; }

    /// <summary>A refusal at a byte.</summary>
    public DataException Bad(long at, string message, Exception? inner = null) => packedAt < 0
        ? new DataException(file, at, message, inner)
        : new DataException(file, packedAt, $"unpacked byte {at}: {message}", inner);

    /// <summary>Fills the span.</summary>
    /// <exception cref="DataException">The element or the file ends before.</exception>
    public void Fill(Span<byte> bytes, string what)
    {
        var read = this.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw Bad(Offset, $"the {(Offset == End ? "element" : "file")} ends here; expected {what}");
    }

    /// <summary>Whether nothing is left of the file; otherwise the next tag.</summary>
    public bool TryTag(out MatTag tag)
    {
        Span<byte> first = stackalloc byte[4];
        var read = this.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        if (read is > 0 and < 4)
            throw Bad(Offset, "the file ends here; expected the type of an element");
        tag = read == 0 ? default : Tag(first);
        return read > 0;
    }

    /// <summary>The tag of the next element: its type and its length.</summary>
    public MatTag Tag(string what)
    {
        Span<byte> first = stackalloc byte[4];
        Fill(first, $"the type of {what}");
        return Tag(first);
    }

    /// <summary>An element that is a few words, and the bytes behind it that fill it up.</summary>
    public uint[] Words(string what, uint type, int most)
    {
        var at = Offset;
        var tag = Tag(what);
        if (tag.Type != type || tag.Bytes % 4 != 0 || tag.Bytes > 4 * most || tag.Bytes == 0)
            throw Bad(at, $"expected {what}, found {tag.Bytes} bytes of the type {tag.Type}");
        var words = new uint[tag.Bytes / 4];
        Span<byte> word = stackalloc byte[4];
        for (var i = 0; i < words.Length; i++)
        {
            Fill(word, what);
            words[i] = Word(word);
        }

        Skip(tag.Behind);
        return words;
    }

    /// <summary>An element that is a few bytes, and those behind it that fill it up.</summary>
    public byte[] Small(string what, int most)
    {
        var at = Offset;
        var tag = Tag(what);
        if (tag.Bytes > most)
            throw Bad(at, $"{tag.Bytes} bytes for {what}; at most {most} are read");
        var bytes = new byte[tag.Bytes];
        Fill(bytes, what);
        Skip(tag.Behind);
        return bytes;
    }

    /// <summary>Passes over the rest of the present element.</summary>
    public void SkipToEnd()
    {
        if (End != long.MaxValue)
            Skip(End - Offset);
        End = long.MaxValue;
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, End - Offset)]);
            Offset += read;
            return read;
        }
        catch (InvalidDataException e)
        {
            throw Bad(Offset, "the packed content is damaged", e);
        }
        catch (IOException e)
        {
            throw Bad(Offset, "cannot be read to its end; is it a file?", e);
        }
    }

    private MatTag Tag(ReadOnlySpan<byte> first)
    {
        var word = Word(first);
        if (word >> 16 != 0) // a small element: its length, its type, and up to four bytes right behind
        {
            var bytes = word >> 16;
            return bytes <= 4
                ? new MatTag(word & 0xFFFF, bytes, (int)(4 - bytes))
                : throw Bad(Offset - 4, $"a small element of {bytes} bytes; at most 4 are possible");
        }

        Span<byte> second = stackalloc byte[4];
        Fill(second, "the length of an element");
        var length = Word(second);
        return new MatTag(word, length, (int)((Padding - (length % Padding)) % Padding));
    }

    private void Skip(long count)
    {
        while (count > 0)
        {
            var part = _block.AsSpan(0, (int)Math.Min(count, _block.Length));
            Fill(part, $"{count} more bytes");
            count -= part.Length;
        }
    }

    private uint Word(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}

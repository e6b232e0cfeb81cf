using System.Buffers.Binary;

namespace Loschmidt.Experiments.Data;

/// <summary>The uncompressed content of an IDX file, with a count of the bytes read.</summary>
internal sealed class IdxContent : IDisposable
{
    private const int FirstBlock = 1 << 16;

    private readonly string _name;
    private readonly string? _layout;
    private readonly DataStream _stream;
    private long _offset;

    /// <summary>Reads a stream, gzip or plain by its first bytes; a file is closed with this, any other stream is
    /// not.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="layout">What somebody's own file should look like; null for a file of the catalogue.</param>
    public IdxContent(Stream stream, string name, string? layout = null)
    {
        (_name, _layout) = (name, layout);
        try
        {
            _stream = stream as DataStream ?? DataStream.Unpack(stream);
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>What to do about a wrong file: a known one can be fetched, of one's own one is told the form.</summary>
    public string Cure => _layout ?? "fetch the file again";

    /// <summary>A label outside the classes.</summary>
    public DataException BadLabel(byte label, long sample, int classes) => new(
        _name, 8 + sample,
        $"label {label} of sample {sample}; expected 0 to {classes - 1}{(_layout is null ? $"; {Cure}" : "")}");

    public void Dispose() => _stream.Dispose();

    public void Magic(int expected, string what)
    {
        var magic = Word($"the magic number {expected} of IDX {what}");
        if (magic != expected)
        {
            var hint = magic switch
            {
                IdxReader.ImageMagic => "; these are images",
                IdxReader.LabelMagic => "; these are labels",
                _ => _stream.IsPacked ? "" : "; is it IDX?",
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

    /// <summary>Everything to the end of the file; memory grows with the bytes that arrive.</summary>
    public byte[] Body(int length, string what)
    {
        var start = _offset;
        var body = new byte[Math.Min(length, FirstBlock)];
        var filled = 0;
        while (filled < length)
        {
            if (filled == body.Length)
                Array.Resize(ref body, (int)Math.Min(length, 2L * body.Length));
            var read = Read(body.AsSpan(filled));
            filled += read;
            if (read == 0)
                throw Truncated(start + filled, $"{what}, {length} bytes from byte {start}");
        }

        _offset += filled;
        End(what);
        return body;
    }

    /// <summary>The next bytes, all of them.</summary>
    public void Fill(Span<byte> bytes, string what)
    {
        var read = Read(bytes);
        if (read < bytes.Length)
            throw Truncated(_offset + read, what);
        _offset += read;
    }

    /// <summary>Nothing may follow.</summary>
    public void End(string what)
    {
        if (Read(stackalloc byte[1]) != 0)
            throw new DataException(_name, _offset, $"expected the end of the file after {what}, found more; {Cure}");
    }

    private uint Word(string what)
    {
        Span<byte> word = stackalloc byte[4];
        Fill(word, what);
        return BinaryPrimitives.ReadUInt32BigEndian(word);
    }

    private DataException Truncated(long at, string what) =>
        new(_name, at, $"the file ends here; expected {what}; {Cure}");

    private DataException Unreadable(IOException e) =>
        new(_name, _offset, "cannot be read to its end; is it a file?", e);

    private int Read(Span<byte> bytes)
    {
        try
        {
            return _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            var cure = _layout is null ? Cure : "pack the file again";
            throw new DataException(_name, _offset, $"the gzip stream is damaged; {cure}", e);
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }
}

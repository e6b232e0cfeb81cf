namespace Loschmidt.Experiments.Files;

/// <summary>A stream read from front to back with a count of the bytes, so that every refusal names its
/// place.</summary>
/// <param name="stream">Read; not closed.</param>
/// <param name="file">Its name in messages.</param>
/// <param name="certain">Bytes that are there for sure; memory for more is taken only as they arrive.</param>
internal sealed class Content(Stream stream, string file, long certain)
{
    /// <summary>The stream as its own witness: what is left of it where it knows its length, nothing
    /// otherwise.</summary>
    public Content(Stream stream, string file)
        : this(stream, file, stream.CanSeek ? stream.Length - stream.Position : 0)
    {
    }

    /// <summary>Bytes read so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes from here on that are there for sure.</summary>
    public long Certain => Math.Max(0, certain - Offset);

    /// <summary>The check sum of the bytes read so far.</summary>
    public uint Crc { get; private set; }

    /// <summary>Fills the span.</summary>
    /// <param name="bytes">Overwritten.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="TensorFileException">The stream ends before, or is damaged.</exception>
    public void Fill(Span<byte> bytes, string what)
    {
        var read = Read(bytes);
        if (read < bytes.Length)
            throw Bad(Offset + read, $"the file ends here; expected {what}");
        Offset += read;
        Crc = Crc32.Update(Crc, bytes);
    }

    /// <summary>The stream must end here.</summary>
    /// <exception cref="TensorFileException">There is more.</exception>
    public void End(string what)
    {
        if (Read(stackalloc byte[1]) != 0)
            throw Bad(Offset, $"expected the end of the file after {what}, found more");
    }

    public TensorFileException Bad(long offset, string message) => new(file, offset, message);

    private int Read(Span<byte> bytes)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new TensorFileException(file, Offset, "the packed content is damaged", e);
        }
        catch (IOException e)
        {
            throw new TensorFileException(file, Offset, "cannot be read to its end; is it a file?", e);
        }
    }
}

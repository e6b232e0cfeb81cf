using System.Buffers.Binary;
using System.Text;

namespace Loschmidt.Experiments.Files;

/// <summary>Reads and checks the directory of a ZIP archive: nothing in it is believed before it is compared with the
/// archive.</summary>
/// <remarks>PKWARE APPNOTE 6.3: stored and deflated entries, one disk, no encryption. The extension for more than 2³¹
/// bytes (zip64) is read where the directory needs none of it.</remarks>
internal sealed class ZipDirectory
{
    internal const uint LocalSignature = 0x04034B50;
    internal const uint EntrySignature = 0x02014B50;
    internal const uint EndSignature = 0x06054B50;
    internal const int LocalLength = 30;
    internal const int EntryLength = 46;
    internal const int EndLength = 22;

    private const uint Elsewhere = 0xFFFFFFFF;
    private const ushort Encrypted = 1;

    private readonly Stream _stream;
    private readonly string _file;
    private readonly long _length;

    private ZipDirectory(Stream stream, string file) => (_stream, _file, _length) = (stream, file, stream.Length);

    /// <summary>The entries in the order of the directory.</summary>
    /// <param name="stream">The archive from its first byte to its end; is moved about.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="entries">Most entries.</param>
    /// <exception cref="TensorFileException">It is no archive, or one that contradicts itself.</exception>
    public static IReadOnlyList<ZipEntry> Read(Stream stream, string file, int entries)
    {
        try
        {
            return new ZipDirectory(stream, file).Entries(entries);
        }
        catch (IOException e)
        {
            throw new TensorFileException(file, 0, "cannot be read; is it a file?", e);
        }
    }

    private List<ZipEntry> Entries(int limit)
    {
        var (end, at) = End();
        int count = UInt16(end, 10);
        var size = UInt32(end, 12);
        var start = (long)UInt32(end, 16);
        if (UInt16(end, 4) != 0 || UInt16(end, 6) != 0 || UInt16(end, 8) != count)
            throw Bad(at + 4, "the archive is one of several disks");
        if (size == Elsewhere || start == Elsewhere || count == ushort.MaxValue)
            throw Bad(at, "the archive is larger than 2 GiB; write each array to an npy file of its own");
        if (start + size != at)
            throw Bad(at + 12, $"the directory takes the bytes {start} to {start + size}; expected its end at {at}");
        if (count > limit || (long)count * EntryLength > size)
            throw Bad(
                at + 10, $"claims {count} entries; at most {Math.Min(limit, size / EntryLength)} are possible");
        var directory = Bytes(start, (int)Math.Min(size, int.MaxValue));
        var entries = new List<ZipEntry>(count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var position = 0;
        for (var i = 0; i < count; i++)
        {
            var (entry, length) = Entry(directory.AsSpan(position), start + position, start);
            if (!names.Add(entry.Name))
                throw Bad(start + position + EntryLength, $"the name '{Shown(entry.Name)}' occurs twice");
            entries.Add(entry);
            position += length;
        }

        return position == directory.Length
            ? entries
            : throw Bad(start + position, $"expected the end of the directory after {count} entries, found more");
    }

    private (byte[] End, long At) End()
    {
        var longest = (int)Math.Min(_length, EndLength + ushort.MaxValue); // a comment of any length may follow
        var tail = Bytes(_length - longest, longest);
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            if (UInt32(tail, i) == EndSignature && UInt16(tail, i + 20) == tail.Length - i - EndLength)
                return (tail[i..(i + EndLength)], _length - tail.Length + i);
        }

        throw Bad(_length, "no directory of a ZIP archive at the end of the file; is it npz, and whole?");
    }

    private (ZipEntry Entry, int Length) Entry(ReadOnlySpan<byte> bytes, long at, long limit)
    {
        if (bytes.Length < EntryLength || UInt32(bytes, 0) != EntrySignature)
            throw Bad(at, "expected an entry of the directory (PK 01 02)");
        var (flags, method) = (UInt16(bytes, 8), UInt16(bytes, 10));
        var (packed, size) = (UInt32(bytes, 20), UInt32(bytes, 24));
        var length = EntryLength + UInt16(bytes, 28) + UInt16(bytes, 30) + UInt16(bytes, 32);
        if (length > bytes.Length)
            throw Bad(at + 28, $"claims an entry of {length} bytes; {bytes.Length} are left in the directory");
        var name = Name(bytes.Slice(EntryLength, UInt16(bytes, 28)), at + EntryLength);
        if ((flags & Encrypted) != 0)
            throw Bad(at + 8, $"'{Shown(name)}' is encrypted");
        if (method is not (0 or 8))
            throw Bad(at + 10, $"'{Shown(name)}' is packed by method {method}; expected 0 (stored) or 8 (deflated)");
        if (packed == Elsewhere || size == Elsewhere || UInt32(bytes, 42) == Elsewhere)
            throw Bad(at + 20, $"'{Shown(name)}' lies beyond 2 GiB; write each array to an npy file of its own");
        if (method == 0 && packed != size)
            throw Bad(at + 20, $"'{Shown(name)}' is stored, yet {packed} bytes long here and {size} bytes there");
        var start = Start(UInt32(bytes, 42), at + 42, method, limit, name);
        return start + packed <= limit
            ? (new ZipEntry(name, method == 8, UInt32(bytes, 16), packed, size, start), length)
            : throw Bad(
                at + 20, $"'{Shown(name)}' takes the bytes {start} to {start + packed}; at most {limit} are there");
    }

    /// <summary>Where an entry's bytes begin: behind the header in front of them, whose lengths may differ from those
    /// in the directory.</summary>
    private long Start(long local, long at, ushort method, long limit, string name)
    {
        if (local + LocalLength > limit)
            throw Bad(at, $"'{Shown(name)}' begins at byte {local}; the directory already begins at {limit}");
        var header = Bytes(local, LocalLength);
        return UInt32(header, 0) == LocalSignature && UInt16(header, 8) == method
            ? local + LocalLength + UInt16(header, 26) + UInt16(header, 28)
            : throw Bad(local, $"expected the header of '{Shown(name)}' (PK 03 04, method {method})");
    }

    private string Name(ReadOnlySpan<byte> bytes, long at)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new TensorFileException(_file, at, "the name of an entry is no UTF-8", e);
        }
    }

    private byte[] Bytes(long at, int count)
    {
        var bytes = new byte[count];
        _stream.Position = at;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    internal static string Shown(string name) => SafetensorsHeader.Shown(name);

    private TensorFileException Bad(long at, string message) => new(_file, at, message);

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

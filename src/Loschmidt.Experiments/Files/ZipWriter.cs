using System.Buffers.Binary;
using System.Text;

namespace Loschmidt.Experiments.Files;

/// <summary>Writes a ZIP archive whose bytes depend on names and contents alone: no times, no attributes, no
/// host.</summary>
internal sealed class ZipWriter(Stream stream)
{
    private const ushort Version = 20;
    private const ushort Utf8 = 1 << 11;
    private const ushort FirstDay = 1 << 5 | 1; // 1 January 1980, midnight: the earliest that ZIP can say

    private readonly MemoryStream _directory = new();
    private int _count;
    private long _written;

    /// <summary>Appends an entry.</summary>
    /// <param name="entry">Its name, sizes and check sum; where it lies is decided here.</param>
    /// <param name="first">Its first bytes, packed or not.</param>
    /// <param name="rest">The bytes that follow.</param>
    /// <exception cref="ArgumentException">The archive would be larger than 2 GiB.</exception>
    public void Add(ZipEntry entry, ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        if (name.Length > ushort.MaxValue || _count == ushort.MaxValue - 1
            || _written + ZipDirectory.LocalLength + name.Length + entry.Packed > int.MaxValue)
        {
            throw new ArgumentException("an archive holds at most 2 GiB; write each array to an npy file of its own");
        }

        var local = new byte[ZipDirectory.LocalLength];
        BinaryPrimitives.WriteUInt32LittleEndian(local, ZipDirectory.LocalSignature);
        Describe(local.AsSpan(4), entry, name.Length);

        var listed = new byte[ZipDirectory.EntryLength];
        BinaryPrimitives.WriteUInt32LittleEndian(listed, ZipDirectory.EntrySignature);
        BinaryPrimitives.WriteUInt16LittleEndian(listed.AsSpan(4), Version);
        Describe(listed.AsSpan(6), entry, name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(listed.AsSpan(42), (uint)_written);
        _directory.Write(listed);
        _directory.Write(name);
        _count++;

        Write(local);
        Write(name);
        Write(first);
        Write(rest);
    }

    /// <summary>Writes the directory; nothing may follow.</summary>
    public void Finish()
    {
        var end = new byte[ZipDirectory.EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipDirectory.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)_count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)_directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)_written);
        stream.Write(_directory.ToArray());
        stream.Write(end);
    }

    /// <summary>The 26 bytes that the header before an entry and its line in the directory have in common.</summary>
    private static void Describe(Span<byte> bytes, ZipEntry entry, int name)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], Ascii.IsValid(entry.Name) ? (ushort)0 : Utf8);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], (ushort)(entry.Deflated ? 8 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[8..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[14..], (uint)entry.Packed);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[18..], (uint)entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[22..], (ushort)name);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _written += bytes.Length;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>The form of a cache file: numbers, then lengths, labels and names, then a tail of fixed size with the
/// SHA-256 of everything before.</summary>
/// <remarks>
/// Little-endian. Numbers are floats where all of them are, doubles otherwise, sample after sample, channels
/// innermost. Tail: where the index begins (8 bytes), bytes of a number (4), version (4), the source's key (32), magic
/// (8), SHA-256 (32).
/// </remarks>
internal static class SeriesFile
{
    public const int TailBytes = 8 + 4 + 4 + 32 + 8 + 32;

    private const int Version = 1;
    private const int MostClasses = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "LOSCHSER"u8;

    /// <summary>What is written behind the numbers, without the SHA-256 at its end.</summary>
    public static byte[] Ending(SeriesIndex index, long numberBytes, int size, ReadOnlySpan<byte> key)
    {
        using var ending = new MemoryStream();
        using var writer = new BinaryWriter(ending, Encoding.UTF8);
        writer.Write(index.Channels);
        writer.Write(index.Count);
        writer.Write(index.Classes.Count);
        foreach (var name in index.Classes)
        {
            writer.Write(name);
        }

        for (var row = 0; row < index.Count; row++)
        {
            var entry = index[row];
            writer.Write(entry.Steps);
            writer.Write(entry.Label);
            writer.Write((ulong)(entry.Digest >> 64));
            writer.Write((ulong)entry.Digest);
        }

        writer.Write(numberBytes);
        writer.Write(size);
        writer.Write(Version);
        writer.Write(key);
        writer.Write(Magic);
        writer.Flush();
        return ending.ToArray();
    }

    /// <summary>Opens a file where it is whole and made from the same source.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What its table is called.</param>
    /// <param name="key">The source's key.</param>
    /// <returns>Null where there is none, or it is damaged, or another.</returns>
    public static SeriesTable? TryOpen(string path, string name, ReadOnlySpan<byte> key)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16,
                FileOptions.SequentialScan);
            if (file.Length < TailBytes)
                return null;
            Span<byte> tail = stackalloc byte[TailBytes];
            file.Position = file.Length - TailBytes;
            file.ReadExactly(tail);
            if (!tail[48..56].SequenceEqual(Magic) || !tail[16..48].SequenceEqual(key)
                || BinaryPrimitives.ReadInt32LittleEndian(tail[12..]) != Version || !IsWhole(file, tail[56..]))
            {
                return null;
            }

            var numberBytes = BinaryPrimitives.ReadInt64LittleEndian(tail);
            var size = BinaryPrimitives.ReadInt32LittleEndian(tail[8..]);
            file.Position = numberBytes;
            var index = Index(file);
            return size is sizeof(float) or sizeof(double) && index.Numbers * size == numberBytes
                ? new SeriesTable(name, index, new MappedNumbers(file, index.Numbers, size))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException or OverflowException or FormatException)
        {
            return null;
        }
    }

    private static bool IsWhole(FileStream file, ReadOnlySpan<byte> expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[1 << 17];
        file.Position = 0;
        for (var left = file.Length - 32; left > 0;)
        {
            var read = file.Read(block.AsSpan(0, (int)Math.Min(left, block.Length)));
            if (read == 0)
                return false;
            hash.AppendData(block.AsSpan(0, read));
            left -= read;
        }

        return hash.GetHashAndReset().AsSpan().SequenceEqual(expected);
    }

    private static SeriesIndex Index(FileStream file)
    {
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        var channels = reader.ReadInt32();
        var count = reader.ReadInt32();
        var classes = reader.ReadInt32();
        if (channels < 1 || count < 1 || classes is < 0 or > MostClasses)
            throw new InvalidDataException("an index of nothing");
        var names = new List<string>();
        for (var i = 0; i < classes; i++)
        {
            names.Add(reader.ReadString());
        }

        return new SeriesIndex(channels, names.ToArray(), Rows());

        IEnumerable<(int, int, UInt128)> Rows()
        {
            for (var row = 0; row < count; row++)
            {
                yield return (
                    reader.ReadInt32(), reader.ReadInt32(), new UInt128(reader.ReadUInt64(), reader.ReadUInt64()));
            }
        }
    }
}

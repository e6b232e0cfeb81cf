using System.Buffers.Binary;
using System.IO.Compression;

namespace Loschmidt.Tests.Data;

/// <summary>Makes IDX files for tests.</summary>
internal static class Idx
{
    public static byte[] File(uint magic, uint[] extents, byte[] body)
    {
        var bytes = new byte[4 + 4 * extents.Length + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (var i = 0; i < extents.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + 4 * i), extents[i]);
        }

        body.CopyTo(bytes, 4 + 4 * extents.Length);
        return bytes;
    }

    public static byte[] Images(int count, int rows = 2, int columns = 3) => File(
        2051, [(uint)count, (uint)rows, (uint)columns],
            [.. Enumerable.Range(0, count * rows * columns).Select(i => (byte)(7 * i))]);

    public static byte[] Labels(params byte[] labels) => File(2049, [(uint)labels.Length], labels);

    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}

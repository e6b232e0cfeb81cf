using System.Buffers.Binary;
using System.IO.Compression;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Figures;

/// <summary>Writes 8-bit RGB pictures as PNG (ISO/IEC 15948).</summary>
public static class Png
{
    /// <summary>A PNG file's bytes.</summary>
    /// <param name="pixels">[height × width × 3] bytes, red first, the first row on top.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">The pixels do not fill the picture.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != 3L * width * height)
        {
            throw new ArgumentException($"{width} × {height} pixels need {3L * width * height} bytes, not {pixels.Length}.");
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits a channel
        header[9] = 2; // red, green, blue
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Deflate(pixels, width, height));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The cyclic redundancy check of PNG chunks (reflected polynomial EDB88320).</summary>
    internal static uint Crc(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        Crc32.Update(Crc32.Update(0, first), second);

    private static byte[] Deflate(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            // Each row as its difference from the row above (filter 2): flat areas and vertical edges become zeros.
            var row = new byte[1 + 3 * width];
            row[0] = 2;
            for (var y = 0; y < height; y++)
            {
                var line = pixels.Slice(3 * width * y, 3 * width);
                for (var i = 0; i < line.Length; i++)
                {
                    row[1 + i] = (byte)(line[i] - (y == 0 ? 0 : pixels[3 * width * (y - 1) + i]));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc(type, data));
        file.Write(word);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Figures;

/// <summary>Writes pictures as PNG (ISO/IEC 15948).</summary>
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

        return File(width, height, kind: 2, palette: [], Deflate(pixels, 3 * width, height, differences: true));
    }

    /// <summary>A PNG file's bytes, every pixel one of few colours: a third of the size, and of the time.</summary>
    /// <param name="levels">[height × width] indices into the palette, the first row on top.</param>
    /// <param name="palette">1 to 256 colours.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">The indices do not fill the picture, or there are too many colours.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> levels, IReadOnlyList<Rgb> palette, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(palette);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (levels.Length != (long)width * height || palette.Count is 0 or > 256)
        {
            throw new ArgumentException(
                $"{width} × {height} indices into 1 to 256 colours are needed, not {levels.Length} into {palette.Count}.");
        }

        byte[] colors = [.. palette.SelectMany(color => new[] { color.R, color.G, color.B })];
        return File(width, height, kind: 3, colors, Deflate(levels, width, height, differences: false));
    }

    /// <summary>The first eight bytes of every file.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static byte[] File(int width, int height, byte kind, byte[] palette, byte[] pixels)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteHeader(file, width, height, kind);
        if (palette.Length > 0)
        {
            WriteChunk(file, "PLTE"u8, palette);
        }

        WriteChunk(file, "IDAT"u8, pixels);
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The first chunk.</summary>
    /// <param name="file">Receives it.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="kind">2: red, green, blue; 3: indices into a palette.</param>
    internal static void WriteHeader(Stream file, int width, int height, byte kind)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits a channel, or an index
        header[9] = kind;
        WriteChunk(file, "IHDR"u8, header);
    }

    /// <summary>The cyclic redundancy check of PNG chunks (reflected polynomial EDB88320).</summary>
    internal static uint Crc(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        Crc32.Update(Crc32.Update(0, first), second);

    /// <summary>Rows packed as the format wants them, each with its filter before it.</summary>
    internal static byte[] Deflate(ReadOnlySpan<byte> pixels, int rowBytes, int height, bool differences)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            // Colours as differences from the row above (filter 2): flat areas and vertical edges become zeros. Indices as they are.
            var row = new byte[1 + rowBytes];
            row[0] = differences ? (byte)2 : (byte)0;
            for (var y = 0; y < height; y++)
            {
                var line = pixels.Slice(rowBytes * y, rowBytes);
                for (var i = 0; i < line.Length; i++)
                {
                    row[1 + i] = (byte)(line[i] - (y == 0 || !differences ? 0 : pixels[rowBytes * (y - 1) + i]));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Length, type, data and check sum.</summary>
    internal static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
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

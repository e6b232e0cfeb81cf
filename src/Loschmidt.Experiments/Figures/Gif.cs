using System.Buffers.Binary;
using System.Numerics;

namespace Loschmidt.Experiments.Figures;

/// <summary>Writes moving pictures as GIF (version 89a, with the extension that lets them play for ever).</summary>
internal static class Gif
{
    private const int MostCodes = 4096;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Receives it; need not seek.</param>
    /// <param name="animation">What is shown; times are rounded to hundredths of a second.</param>
    public static void Write(Stream stream, Animation animation)
    {
        var bits = Math.Max(2, BitOperations.Log2((uint)animation.Palette.Count - 1) + 1);
        WriteStart(stream, animation, bits);
        foreach (var patch in animation.Patches())
        {
            WriteControl(stream, patch.Milliseconds);
            WritePlace(stream, patch);
            stream.WriteByte((byte)bits);
            WriteBlocks(stream, Compress(patch.Levels, bits));
        }

        stream.WriteByte(0x3B);
    }

    private static void WriteStart(Stream stream, Animation animation, int bits)
    {
        stream.Write("GIF89a"u8);
        Span<byte> screen = stackalloc byte[7]; // the last two bytes: ground, and pixels as high as wide
        screen.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(screen, (ushort)animation.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(screen[2..], (ushort)animation.Height);
        screen[4] = (byte)(0xF0 | (bits - 1)); // a table of 2^bits colours for all frames
        stream.Write(screen);
        var colors = new byte[3 << bits];
        for (var i = 0; i < animation.Palette.Count; i++)
        {
            var color = animation.Palette[i];
            (colors[3 * i], colors[3 * i + 1], colors[3 * i + 2]) = (color.R, color.G, color.B);
        }

        stream.Write(colors);
        stream.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
    }

    private static void WriteControl(Stream stream, int milliseconds)
    {
        Span<byte> control = [0x21, 0xF9, 4, 0x04, 0, 0, 0, 0]; // 0x04: the frame stays, and the next is drawn over it
        BinaryPrimitives.WriteUInt16LittleEndian(control[4..], (ushort)((milliseconds + 5) / 10));
        stream.Write(control);
    }

    private static void WritePlace(Stream stream, AnimationPatch patch)
    {
        Span<byte> place = stackalloc byte[10]; // the last byte: no colours of its own, rows in order
        place.Clear();
        place[0] = 0x2C;
        BinaryPrimitives.WriteUInt16LittleEndian(place[1..], (ushort)patch.Left);
        BinaryPrimitives.WriteUInt16LittleEndian(place[3..], (ushort)patch.Top);
        BinaryPrimitives.WriteUInt16LittleEndian(place[5..], (ushort)patch.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(place[7..], (ushort)patch.Height);
        stream.Write(place);
    }

    private static void WriteBlocks(Stream stream, ReadOnlySpan<byte> data)
    {
        for (var at = 0; at < data.Length; at += 255)
        {
            var block = data[at..Math.Min(data.Length, at + 255)];
            stream.WriteByte((byte)block.Length);
            stream.Write(block);
        }

        stream.WriteByte(0);
    }

    /// <summary>Codes of Lempel, Ziv and Welch: the longest string seen before, then a new one, a pixel longer.</summary>
    /// <remarks>A code grows by a bit when the table has more strings than it can name; a full table is begun anew.</remarks>
    private static byte[] Compress(ReadOnlySpan<byte> levels, int bits)
    {
        var (clear, end) = (1 << bits, (1 << bits) + 1);
        var packer = new BitPacker();
        var strings = new Dictionary<int, int>(MostCodes);
        var (width, next) = (bits + 1, end + 1);
        packer.Write(clear, width);
        int known = levels[0];
        foreach (var level in levels[1..])
        {
            var key = (known << 8) | level;
            if (strings.TryGetValue(key, out var longer))
            {
                known = longer;
                continue;
            }

            packer.Write(known, width);
            known = level;
            if (next == MostCodes)
            {
                packer.Write(clear, width);
                strings.Clear();
                (width, next) = (bits + 1, end + 1);
                continue;
            }

            strings.Add(key, next);
            if (next++ == 1 << width)
                width++;
        }

        packer.Write(known, width);
        if (next == 1 << width && width < 12)
            width++; // the reader has added a string for that code
        packer.Write(end, width);
        return packer.Bytes();
    }

    /// <summary>Numbers of some bits each, the lowest bit first.</summary>
    private sealed class BitPacker
    {
        private readonly MemoryStream _bytes = new();
        private int _waiting, _count;

        public void Write(int code, int width)
        {
            _waiting |= code << _count;
            for (_count += width; _count >= 8; _count -= 8)
            {
                _bytes.WriteByte((byte)_waiting);
                _waiting >>= 8;
            }
        }

        public byte[] Bytes()
        {
            if (_count > 0)
                _bytes.WriteByte((byte)_waiting);
            return _bytes.ToArray();
        }
    }
}

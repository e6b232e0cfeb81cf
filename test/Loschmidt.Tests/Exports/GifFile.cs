using System.Buffers.Binary;

namespace Loschmidt.Tests.Exports;

/// <summary>A moving picture as a player sees it: whole frames in colours, and how long each is shown.</summary>
internal sealed record MovingPicture(int Width, int Height, IReadOnlyList<(int Milliseconds, byte[] Colors)> Frames);

/// <summary>Plays a GIF file; shares nothing with what writes them.</summary>
internal static class GifFile
{
    public static MovingPicture Read(byte[] file)
    {
        file[..6].ShouldBe("GIF89a"u8.ToArray());
        var (width, height) = (Word(file, 6), Word(file, 8));
        (file[10] & 0x80).ShouldBe(0x80, "a colour table for all frames");
        var colors = 2 << (file[10] & 7);
        var at = 13 + 3 * colors;
        var screen = new byte[width * height];
        var frames = new List<(int, byte[])>();
        var (milliseconds, forEver) = (0, false);
        while (file[at] != 0x3B)
        {
            if (file[at] == 0x21)
            {
                if (file[at + 1] == 0xF9)
                    milliseconds = 10 * Word(file, at + 4);
                forEver |= file.AsSpan(at + 3).StartsWith("NETSCAPE2.0"u8) && Word(file, at + 16) == 0;
                at += 2;
                Blocks(file, ref at);
                continue;
            }

            file[at].ShouldBe((byte)0x2C);
            var (x, y, w, h, bits) = (Word(file, at + 1), Word(file, at + 3), Word(file, at + 5), Word(file, at + 7), file[at + 10]);
            at += 11;
            var levels = Unpack(Blocks(file, ref at), bits);
            levels.Count.ShouldBe(w * h);
            for (var i = 0; i < levels.Count; i++)
            {
                screen[(y + i / w) * width + x + i % w] = levels[i];
            }

            frames.Add((milliseconds, [.. screen.SelectMany(level => file[(13 + 3 * level)..(16 + 3 * level)])]));
        }

        at.ShouldBe(file.Length - 1, "nothing stands behind the end");
        forEver.ShouldBeTrue();
        return new MovingPicture(width, height, frames);
    }

    private static int Word(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static byte[] Blocks(byte[] file, ref int at)
    {
        var data = new List<byte>();
        for (; file[at] != 0; at += file[at] + 1)
        {
            data.AddRange(file[(at + 1)..(at + 1 + file[at])]);
        }

        at++;
        return [.. data];
    }

    private static List<byte> Unpack(byte[] data, int bits)
    {
        var (clear, end, width, position) = (1 << bits, (1 << bits) + 1, bits + 1, 0);
        List<byte[]> table = [];
        byte[]? before = null;
        var pixels = new List<byte>();
        while (true)
        {
            var code = 0;
            for (var bit = 0; bit < width; bit++, position++)
            {
                code |= ((data[position / 8] >> (position % 8)) & 1) << bit;
            }

            if (code == end)
                return pixels;
            if (code == clear)
            {
                table = [.. Enumerable.Range(0, clear + 2).Select(level => new[] { (byte)level })];
                (before, width) = (null, bits + 1);
                continue;
            }

            var text = code < table.Count ? table[code] : [.. before!, before![0]];
            if (before is not null && table.Count < 4096)
                table.Add([.. before, text[0]]);
            if (table.Count == 1 << width && width < 12)
                width++;
            pixels.AddRange(text);
            before = text;
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Loschmidt.Tests.Exports;

/// <summary>Plays an animated PNG file of indexed colours; shares nothing with what writes them.</summary>
internal static class ApngFile
{
    public static MovingPicture Read(byte[] file)
    {
        var chunks = Chunks(file);
        var header = chunks[0].Data;
        var (width, height) = (Number(header, 0), Number(header, 4));
        header[8..].ShouldBe([8, 3, 0, 0, 0]); // eight bits, indices, no rows between rows
        var palette = chunks.Single(chunk => chunk.Type == "PLTE").Data;
        var announced = chunks.Single(chunk => chunk.Type == "acTL").Data;
        chunks.FindIndex(chunk => chunk.Type == "acTL").ShouldBeLessThan(chunks.FindIndex(chunk => chunk.Type == "IDAT"));
        Number(announced, 4).ShouldBe(0, "it plays for ever");
        var screen = new byte[width * height];
        var frames = new List<(int, byte[])>();
        var sequence = 0;
        for (var i = 0; i < chunks.Count; i++)
        {
            if (chunks[i].Type != "fcTL")
                continue;
            var control = chunks[i].Data;
            Number(control, 0).ShouldBe(sequence++);
            var (w, h, x, y) = (Number(control, 4), Number(control, 8), Number(control, 12), Number(control, 16));
            var (type, data) = chunks[i + 1];
            if (type == "fdAT")
            {
                Number(data, 0).ShouldBe(sequence++);
                data = data[4..];
            }
            else
            {
                type.ShouldBe("IDAT");
                (x, y, w, h).ShouldBe((0, 0, width, height));
            }

            using var packed = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            using var rows = new MemoryStream();
            packed.CopyTo(rows);
            var levels = rows.ToArray();
            levels.Length.ShouldBe(h * (w + 1));
            for (var row = 0; row < h; row++)
            {
                levels[row * (w + 1)].ShouldBe((byte)0, "no filter");
                levels.AsSpan(row * (w + 1) + 1, w).CopyTo(screen.AsSpan((y + row) * width + x));
            }

            var milliseconds = 1000 * BinaryPrimitives.ReadInt16BigEndian(control.AsSpan(20)) / BinaryPrimitives.ReadInt16BigEndian(control.AsSpan(22));
            frames.Add((milliseconds, [.. screen.SelectMany(level => palette[(3 * level)..(3 * level + 3)])]));
        }

        frames.Count.ShouldBe(Number(announced, 0));
        return new MovingPicture(width, height, frames);
    }

    private static int Number(byte[] data, int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));

    private static List<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        file[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length;)
        {
            var length = Number(file, at);
            var check = (uint)Number(file, at + 8 + length);
            Crc(file.AsSpan(at + 4, 4 + length)).ShouldBe(check);
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        chunks[^1].Type.ShouldBe("IEND");
        return chunks;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320u : 0);
            }
        }

        return ~crc;
    }
}

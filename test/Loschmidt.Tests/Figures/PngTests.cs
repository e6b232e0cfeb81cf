using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Tests.Figures;

public sealed class PngTests
{
    [Fact]
    public void The_check_sum_is_the_published_one() =>
        Png.Crc("1234"u8, "56789"u8).ShouldBe(0xCBF43926u); // the standard check value of CRC-32

    [Fact]
    public void A_picture_comes_back_from_its_file_pixel_by_pixel()
    {
        var pixels = new byte[3 * 7 * 5];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(37 * i);
        }

        var (back, width, height) = Decode(Png.Encode(pixels, 7, 5));
        (width, height).ShouldBe((7, 5));
        back.ShouldBe(pixels);
    }

    [Fact]
    public void Few_colours_are_written_as_indices_and_come_back()
    {
        byte[] levels = [.. Enumerable.Range(0, 7 * 5).Select(i => (byte)(5 * i % 3))];
        Rgb[] palette = [new(1, 2, 3), new(40, 50, 60), new(255, 254, 253)];

        var (back, width, height) = Decode(Png.Encode(levels, palette, 7, 5));

        (width, height).ShouldBe((7, 5));
        back.ShouldBe(levels.SelectMany(level => new[] { palette[level].R, palette[level].G, palette[level].B }));
        Should.Throw<ArgumentException>(() => Png.Encode(levels, palette, 7, 4));
        Should.Throw<ArgumentException>(() => Png.Encode(levels, new Rgb[257], 7, 5));
    }

    [Fact]
    public void A_file_with_one_changed_byte_is_noticed()
    {
        var file = Png.Encode(new byte[12], 2, 2);
        file[20] ^= 1;

        Should.Throw<InvalidDataException>(() => Decode(file));
    }

    [Fact]
    public void A_heat_map_shows_the_colours_of_its_scale_as_pixels()
    {
        var map = new HeatMap
        {
            Title = "θ", Values = [-1, 1, double.NaN, 0], Columns = 2, Rows = 2, Quantity = "θ", Signed = true,
        };
        var (pixels, width, height) = Decode(map.ToPng(zoom: 1));

        var colors = Enumerable.Range(0, width * height)
            .CountBy(i => new Rgb(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2])).ToDictionary();
        colors[ColorMap.Diverging.At(0)].ShouldBeGreaterThan(20_000);
        colors[ColorMap.Diverging.At(1)].ShouldBeGreaterThan(20_000);
        colors[new Rgb(138, 144, 155)].ShouldBeGreaterThan(10_000); // the hatch of the cell without a number
    }

    [Fact]
    public void A_buffer_that_does_not_fill_the_picture_is_refused() =>
        Should.Throw<ArgumentException>(() => Png.Encode(new byte[11], 2, 2));

    internal static (byte[] Pixels, int Width, int Height) Decode(ReadOnlySpan<byte> file)
    {
        file[..8].ToArray().ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var (width, height) = (0, 0);
        byte[] packed = [];
        byte[] palette = [];
        var ended = false;
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var data = file.Slice(at + 8, length);
            if (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]) != SlowCrc(file.Slice(at + 4, 4 + length)))
            {
                throw new InvalidDataException(type);
            }

            switch (type)
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(data);
                    height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                    data[9].ShouldBeOneOf((byte)2, (byte)3);
                    data[8..].ToArray().ShouldBe([8, data[9], 0, 0, 0]);
                    break;
                case "PLTE":
                    palette = data.ToArray();
                    break;
                case "IDAT":
                    packed = [.. packed, .. data];
                    break;
                case "IEND":
                    ended = true;
                    break;
            }

            at += 12 + length;
        }

        ended.ShouldBeTrue();
        return (palette.Length > 0 ? Look(packed, palette, width, height) : Unfilter(packed, width, height), width, height);
    }

    private static byte[] Look(byte[] packed, byte[] palette, int width, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var row = new byte[1 + width];
        var pixels = new List<byte>();
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            row[0].ShouldBe((byte)0);
            pixels.AddRange(row.Skip(1).SelectMany(level => palette[(3 * level)..(3 * level + 3)]));
        }

        zlib.ReadByte().ShouldBe(-1);
        return [.. pixels];
    }

    private static byte[] Unfilter(byte[] packed, int width, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var pixels = new byte[3 * width * height];
        var row = new byte[1 + 3 * width];
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            row[0].ShouldBe((byte)2);
            for (var i = 0; i < 3 * width; i++)
            {
                pixels[3 * width * y + i] = (byte)(row[1 + i] + (y == 0 ? 0 : pixels[3 * width * (y - 1) + i]));
            }
        }

        zlib.ReadByte().ShouldBe(-1);
        return pixels;
    }

    /// <summary>Bit by bit, sharing no table with the encoder.</summary>
    private static uint SlowCrc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}

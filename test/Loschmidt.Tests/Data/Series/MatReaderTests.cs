using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;

namespace Loschmidt.Tests.Data.Series;

public sealed class MatReaderTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Matrices_are_read_column_by_column_packed_or_plain_in_either_order_of_bytes(bool bigEndian, bool packed)
    {
        byte[] doubles = [.. Enumerable.Range(1, 6).SelectMany(i => Number(BitConverter.DoubleToUInt64Bits(i / 4.0), 8, bigEndian))];
        byte[] floats = [.. Enumerable.Range(1, 2).SelectMany(i => Number(BitConverter.SingleToUInt32Bits(-i), 4, bigEndian))];
        byte[] words = [.. new[] { -3, 4 }.SelectMany(i => Number((ushort)(short)i, 2, bigEndian))];
        var file = File(
            bigEndian, packed, Array(bigEndian, 6, "P", [2, 3], 9, doubles), Array(bigEndian, 4, "text", [1, 2], 4, words),
            Array(bigEndian, 7, "Q", [1, 1, 2], 7, floats), Array(bigEndian, 10, "W", [2, 1], 3, words));

        using var reader = new MatReader(new MemoryStream(file), "a.mat");

        Next(reader).ShouldBe(("P", 2, 3, "0.25 0.5 0.75 1 1.25 1.5"));
        Next(reader).ShouldBe(("Q", 1, 2, "-1 -2"));
        Next(reader).ShouldBe(("W", 2, 1, "-3 4"));
        reader.Next().ShouldBeFalse();
    }

    [Fact]
    public void A_small_element_holds_its_numbers_in_its_tag_and_a_matrix_may_be_left_half_read()
    {
        byte[] inner =
        [
            .. Words(false, 6, 8, 9, 0), .. Words(false, 5, 8, 1, 3), .. Words(false, (1 << 16) | 1, 'L'),
            .. Words(false, (3 << 16) | 2), 1, 0, 1, 0,
        ];
        var small = (byte[])[.. Words(false, 14, (uint)inner.Length), .. inner];
        var file = File(false, false, Array(false, 6, "P", [100, 1], 2, new byte[100]), small);

        using var reader = new MatReader(new MemoryStream(file), "a.mat");
        reader.Next().ShouldBeTrue();
        reader.Read(new double[7]);
        Next(reader).ShouldBe(("L", 1, 3, "1 0 1"));
    }

    [Fact]
    public void What_is_wrong_is_said_with_the_byte()
    {
        var right = File(false, false, Array(false, 6, "P", [2, 1], 9, new byte[16]));
        Refused(right[..100]).ShouldBe("a.mat: byte 100: the file ends here; expected the header of a MATLAB 5 file, 128 bytes");
        Refused(new byte[128]).ShouldBe("a.mat: byte 126: expected 'MI' or 'IM', which tells the order of bytes; is it a MATLAB 5 file?");
        Refused(right[..^3]).ShouldContain("the file ends here; expected the numbers of P, 2 x 1");
        Refused(File(false, false, Array(false, 6, "P", [3, 1], 9, new byte[16])))
            .ShouldBe("a.mat: byte 184: 16 bytes of numbers where P, 3 x 1, needs 24");
        Refused(File(false, false, Array(false, 6, "P", [0x7FFF_FFFF, 0x7FFF_FFFF], 9, new byte[16])))
            .ShouldContain("needs 36893488113059364872"); // a claim of 2^62 numbers is compared, not believed
        Refused(File(false, false, Array(false, 6, "P", [0xFFFF_FFFF, 2], 9, new byte[16]))).ShouldContain("an array of more than");
        Refused(File(false, false, Array(false, 6 | 0x800, "P", [2, 1], 9, new byte[16]))).ShouldContain("complex numbers");
        Refused(File(false, false, Array(false, 6, "P", [1, 1], 77, new byte[8]))).ShouldContain("numbers of the unknown type 77 in P");
        Refused(File(false, false, Array(false, 6, "P", [1, 1], 9, Number(BitConverter.DoubleToUInt64Bits(double.NaN), 8, false))))
            .ShouldContain("a number of P that is not finite");
        var packed = File(false, true, Array(false, 6, "P", [2, 1], 9, new byte[16]));
        packed[140] ^= 0x55;
        Refused(packed).ShouldStartWith("a.mat: byte 128: unpacked byte ");
    }

    private static string Refused(byte[] file) => Should.Throw<DataException>(() =>
    {
        using var reader = new MatReader(new MemoryStream(file), "a.mat");
        while (reader.Next())
        {
            reader.Read(new double[reader.Rows * reader.Columns]);
        }
    }).Message;

    private static (string, int, int, string) Next(MatReader reader)
    {
        reader.Next().ShouldBeTrue();
        var numbers = new double[reader.Rows * reader.Columns];
        reader.Read(numbers);
        return (reader.Name, reader.Rows, reader.Columns, string.Join(' ', numbers));
    }

    private static byte[] File(bool bigEndian, bool packed, params byte[][] elements)
    {
        var header = new byte[128];
        (bigEndian ? new byte[] { 1, 0, (byte)'M', (byte)'I' } : [0, 1, (byte)'I', (byte)'M']).CopyTo(header, 124);
        return [.. header, .. elements.SelectMany(element => packed ? Packed(element, bigEndian) : element)];
    }

    private static byte[] Packed(byte[] element, bool bigEndian)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(element);
        }

        return [.. Words(bigEndian, 15, (uint)bytes.Length), .. bytes.ToArray()];
    }

    private static byte[] Array(bool bigEndian, uint kind, string name, uint[] extents, uint type, byte[] numbers)
    {
        byte[] content =
        [
            .. Words(bigEndian, 6, 8, kind, 0),
            .. Words(bigEndian, 5, (uint)(4 * extents.Length)), .. Filled(Words(bigEndian, extents)),
            .. Words(bigEndian, 1, (uint)name.Length), .. Filled(Encoding.ASCII.GetBytes(name)),
            .. Words(bigEndian, type, (uint)numbers.Length), .. Filled(numbers),
        ];
        return [.. Words(bigEndian, 14, (uint)content.Length), .. content];
    }

    private static byte[] Filled(byte[] bytes) => [.. bytes, .. new byte[(8 - (bytes.Length % 8)) % 8]];

    private static byte[] Words(bool bigEndian, params uint[] words) =>
        [.. words.SelectMany(word => Number(word, 4, bigEndian))];

    private static byte[] Number(ulong bits, int size, bool bigEndian)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, bits);
        return bigEndian ? [.. bytes[..size].Reverse()] : bytes[..size];
    }
}

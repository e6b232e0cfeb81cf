using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Tests.Files;

/// <summary>One array a file; that NumPy agrees is tested end to end.</summary>
public sealed class NpyTests
{
    [Fact]
    public void Any_numbers_come_back_with_the_same_bits()
    {
        Prop.ForAll<double[], float[]>((doubles, floats) =>
        {
            var d = Read(Bytes(new Tensor("d", doubles, 1, doubles.Length)));
            var f = Read(Bytes(new Tensor("f", floats)));

            d.Doubles.Select(BitConverter.DoubleToInt64Bits).ShouldBe(doubles.Select(BitConverter.DoubleToInt64Bits));
            f.Floats.Select(BitConverter.SingleToInt32Bits).ShouldBe(floats.Select(BitConverter.SingleToInt32Bits));
            d.Shape.ShouldBe([1, doubles.Length]);
            f.Shape.ShouldBe([floats.Length]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_layout_is_the_published_one()
    {
        var bytes = Bytes(new Tensor("a", [1.0, 2.0, 3.0], 3, 1));

        bytes[..10].ShouldBe([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0]);
        Encoding.ASCII.GetString(bytes, 10, 118).ShouldBe(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 1), }".PadRight(117) + "\n");
        bytes[128..].ShouldBe([.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(2.0), .. BitConverter.GetBytes(3.0)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void An_array_has_from_no_axis_to_sixteen(int axes)
    {
        int[] shape = [.. Enumerable.Range(0, axes).Select(axis => axis is 0 or 15 ? 2 : 1)];
        var count = shape.Aggregate(1, (product, extent) => product * extent);
        var tensor = axes == 0 ? Tensor.Scalar("x", 7f) : new Tensor("x", Enumerable.Repeat(7f, count).ToArray(), shape);

        Read(Bytes(tensor)).ShouldSatisfyAllConditions(
            back => back.Shape.ShouldBe(shape), back => back.Floats.ShouldBe(tensor.Floats));
        Should.Throw<ArgumentException>(() => Bytes(new Tensor("x", [1f], [.. Enumerable.Repeat(1, 17)])));
    }

    // Taking the wrong index as the fastest, or the first byte as the lowest, gives other numbers.
    [Fact]
    public void Fortran_order_and_foreign_byte_order_are_undone()
    {
        byte[] numbers = [.. Enumerable.Range(0, 6).SelectMany(i => BigEndian(10 * (i % 2) + i / 2))];

        var tensor = Read(File("{'descr': '>f8', 'fortran_order': True, 'shape': (2, 3), }", numbers));

        tensor.Shape.ShouldBe([2, 3]);
        tensor.Doubles.ShouldBe([0, 1, 2, 10, 11, 12]);

        static byte[] BigEndian(double value)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
            return bytes;
        }
    }

    [Theory]
    [InlineData("|b1", false, new byte[] { 0, 1, 255 }, new double[] { 0, 1, 1 })]
    [InlineData("|i1", false, new byte[] { 0x80, 1 }, new double[] { -128, 1 })]
    [InlineData("|u1", false, new byte[] { 0x80, 1 }, new double[] { 128, 1 })]
    [InlineData("<i2", false, new byte[] { 0, 0x80 }, new double[] { -32768 })]
    [InlineData(">u2", false, new byte[] { 0x80, 0 }, new double[] { 32768 })]
    [InlineData("<f2", false, new byte[] { 0, 0x3C, 0, 0xFC, 1, 0 }, new[] { 1, double.NegativeInfinity, 1.0 / (1 << 24) })]
    [InlineData("<i4", true, new byte[] { 0, 0, 0, 0x80 }, new double[] { int.MinValue })]
    [InlineData(">u4", true, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }, new double[] { uint.MaxValue })]
    [InlineData("<i8", true, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80 }, new[] { (double)long.MinValue })]
    [InlineData(">u8", true, new byte[] { 0x80, 0, 0, 0, 0, 0, 0, 0 }, new[] { 9223372036854775808.0 })]
    public void Other_numbers_become_the_smallest_type_that_holds_them_all(
        string type, bool doubles, byte[] bytes, double[] expected)
    {
        var tensor = Read(File($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({expected.Length},)}}", bytes));

        tensor.IsDouble.ShouldBe(doubles);
        (doubles ? tensor.Doubles : tensor.Floats.Select(value => (double)value)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("<i8", 9007199254740993, "the whole number 9007199254740993 has no double")]
    [InlineData("<i8", -9007199254740993, "the whole number -9007199254740993 has no double")]
    [InlineData("<u8", -1, "the whole number 18446744073709551615 has no double")]
    public void A_whole_number_that_would_be_rounded_is_refused_with_its_place(string type, long number, string message) =>
        Should.Throw<TensorFileException>(() => Read(File(
            $"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,)}}", [.. new byte[8], .. BitConverter.GetBytes(number)])))
            .Message.ShouldStartWith($"array.npy: byte {10 + 55 + 8}: {message}");

    [Fact]
    public void Every_truncation_and_every_addition_is_refused()
    {
        var whole = Bytes(new Tensor("a", [1.0, 2.0, 3.0]));
        for (var length = 0; length < whole.Length; length++)
        {
            Should.Throw<TensorFileException>(() => Read(whole[..length])).Message.ShouldContain($"byte {length}: the file ends here");
        }

        Should.Throw<TensorFileException>(() => Read([.. whole, 0])).Message.ShouldContain(
            $"byte {whole.Length}: expected the end of the file after the numbers of shape [3], found more");
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "byte 20: numbers of type '|O'; expected f8, f4")]
    [InlineData("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}", "byte 20: numbers of type '[…], a record'")]
    [InlineData("{'descr': '<c16', 'fortran_order': False, 'shape': (1,)}", "complex numbers are not read")]
    [InlineData("{'descr': '|f8', 'fortran_order': False, 'shape': (1,)}", "numbers of type '|f8'")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (1,)}", "numbers of type ''")]
    [InlineData("{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}", "byte 44: expected True or False, found 0, 'shape'")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': 1}", "expected the '(' of the shape, found 1}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", "byte 61: expected a whole number from 0, found -1,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1 2)}", "expected ',' or ')' in the shape")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}", "byte 61: an extent above 2147483647")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647, 4)}", "byte 60: claims")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (268435456,)}", "byte 60: claims the numbers of shape [268435456]")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)}", "expected at most 16 axes")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}", "the header lacks a key")]
    [InlineData("{'descr': '<f8', 'descr': '<f8', 'shape': (1,)}", "byte 27: the key 'descr'; expected 'descr', 'fortran_order' and 'shape', once each")]
    [InlineData("{'descr': '<f8', 'colour': 1}", "the key 'colour'; expected")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} x", "expected nothing but spaces")]
    [InlineData("{'descr", "expected a key of the header in quotes")]
    [InlineData("", "the header ends; expected the '{' of the header")]
    public void A_header_that_lies_is_refused_before_memory_is_taken(string header, string message)
    {
        var file = File(header, new byte[8]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<TensorFileException>(() => Read(file)).Message.ShouldContain(message);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Foreign_files_versions_and_lengths_are_refused()
    {
        Refused([.. "PK\u0003\u0004 is another format"u8], "byte 0: expected the magic \\x93NUMPY");
        Refused([.. Npy.Magic, 4, 0, 0, 0], "byte 6: version 4.0; expected 1.0, 2.0 or 3.0");
        Refused([.. Npy.Magic, 2, 0, 1, 0, 1, 0], "byte 8: claims a header of 65537 bytes; at most 65536 are read");
        Should.Throw<TensorFileException>(() => Npy.Read("/nowhere/a.npy")).Message.ShouldContain("cannot be opened");

        static void Refused(byte[] file, string message) =>
            Should.Throw<TensorFileException>(() => Read(file)).Message.ShouldContain(message);
    }

    // A stream that cannot say how long it is: what it claims is granted only as it arrives.
    [Fact]
    public void Memory_grows_with_the_bytes_that_arrive()
    {
        var file = File("{'descr': '<f8', 'fortran_order': False, 'shape': (268435455,)}", new byte[1 << 17]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<TensorFileException>(() => Read(file)).Message.ShouldContain("the file ends here");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    private static byte[] File(string header, byte[] numbers) =>
        [.. Npy.Magic, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. numbers];

    private static byte[] Bytes(Tensor tensor)
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, tensor);
        return stream.ToArray();
    }

    private static Tensor Read(byte[] bytes) => Npy.Read(new MemoryStream(bytes), "array.npy");
}

using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Tests.Files;

public sealed class SafetensorsTests
{
    [Fact]
    public void Any_numbers_come_back_with_the_same_bits()
    {
        Prop.ForAll<double[], float[], NonEmptyString>((doubles, floats, name) =>
        {
            if (name.Get.Any(char.IsSurrogate) || name.Get == "__metadata__")
                return;
            var back = Read(
                Bytes(new Tensor("d" + name.Get, doubles), new Tensor("f" + name.Get, floats, 1, floats.Length, 1)));

            back.Count.ShouldBe(2);
            back.Select(tensor => tensor.Name).ShouldBe(["d" + name.Get, "f" + name.Get], ignoreOrder: true);
            var d = back.Single(tensor => tensor.IsDouble);
            var f = back.Single(tensor => !tensor.IsDouble);
            d.Doubles.Select(BitConverter.DoubleToInt64Bits).ShouldBe(doubles.Select(BitConverter.DoubleToInt64Bits));
            f.Floats.Select(BitConverter.SingleToInt32Bits).ShouldBe(floats.Select(BitConverter.SingleToInt32Bits));
            f.Shape.ShouldBe([1, floats.Length, 1]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Equal_tensors_are_equal_bytes_in_whatever_order_they_are_given()
    {
        var (a, b) = (new Tensor("b/x", [1.0, 2.0]), new Tensor("a/y", [3f, 4f, 5f]));

        Bytes(a, b).ShouldBe(Bytes(b, a));
        Bytes(a, b).ShouldNotBe(Bytes(a, new Tensor("a/y", [3f, 4f, MathF.BitIncrement(5f)])));
    }

    [Fact]
    public void The_layout_is_the_published_one()
    {
        const string Header = """{"a":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}}""";
        var bytes = Bytes(new Tensor("b", [3f]), new Tensor("a", [1.0, 2.0], 1, 2));
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);

        (length % 8).ShouldBe(0);
        Encoding.UTF8.GetString(bytes, 8, length).ShouldBe(Header.PadRight(length));
        bytes[(8 + length)..].ShouldBe(
            [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(2.0), .. BitConverter.GetBytes(3f)]);
    }

    [Fact]
    public void Halves_of_both_kinds_are_widened_and_a_number_may_have_no_axes()
    {
        const string Header = """{"h":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},"b":{"dtype":"BF16","shape":[],"data_offsets":[6,8]}}""";

        var back = Read(File(Header, [0, 0x3C, 0, 0xFC, 1, 0, 0x49, 0x40]));

        back[0].Floats.ShouldBe([1f, float.NegativeInfinity, 1f / (1 << 24)]);
        back[1].Floats.ShouldBe([3.140625f]);
        back[1].Shape.ShouldBeEmpty();
        Read(Bytes(Tensor.Scalar("s", 2.0))).Single().Shape.ShouldBeEmpty();
    }

    [Fact]
    public void Every_truncation_and_every_addition_is_refused()
    {
        var whole = Bytes(new Tensor("theta", [1.0, 2.0, 3.0]), new Tensor("pi", [1f]));
        for (var length = 0; length < whole.Length; length++)
        {
            Should.Throw<TensorFileException>(() => Read(whole[..length]));
        }

        Should.Throw<TensorFileException>(() => Read([.. whole, 0])).Message.ShouldContain(
            "truncated or has something behind it");
    }

    [Theory]
    [InlineData("""[]""", "no JSON object")]
    [InlineData("""{""", "no JSON")]
    [InlineData("""{"a":1}""", "the tensor 'a' is no JSON object")]
    [InlineData("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "has dtype I64; expected F64, F32, BF16 or F16")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}}""", "does not fill the bytes 0 to 8")]
    [InlineData("""{"a":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}""", "needs a 'shape'")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1.5],"data_offsets":[0,8]}}""", "needs a 'shape'")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0]}}""", "needs 'data_offsets'")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}""", "begins at byte 8 of the data; expected 0")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[8,0]}}""", "does not fill")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,8]}}""", "does not fill")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2000000000],"data_offsets":[0,16000000000]}}""", "does not fill")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F64","shape":[0],"data_offsets":[8,8]}}""", "occurs twice")]
    [InlineData("""{"\ud800":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", "")]
    public void A_header_that_lies_is_refused_before_memory_is_taken(string header, string message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<TensorFileException>(() => Read(File(header))).Message.ShouldContain(message);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused_and_metadata_is_skipped()
    {
        var lie = Bytes(new Tensor("a", [1.0]));
        BinaryPrimitives.WriteUInt64LittleEndian(lie, ulong.MaxValue);
        Should.Throw<TensorFileException>(() => Read(lie)).Message.ShouldContain(
            "claims a header of 18446744073709551615 bytes");

        Read(File("""{"__metadata__":{"k":"v"},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""")).Single().Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => Bytes(new Tensor("a", [1.0]), new Tensor("a", [1f])));
        Should.Throw<ArgumentException>(() => new Tensor("a", [1.0], 2));
    }

    private static byte[] File(string header, byte[]? numbers = null)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, text.Length);
        return [.. prefix, .. text, .. numbers ?? new byte[8]];
    }

    private static byte[] Bytes(params Tensor[] tensors)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors);
        return stream.ToArray();
    }

    private static IReadOnlyList<Tensor> Read(byte[] bytes) =>
        Safetensors.Read(new MemoryStream(bytes), "state.safetensors");
}

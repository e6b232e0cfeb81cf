using Loschmidt.Experiments.Data;

namespace Loschmidt.Tests.Data;

public sealed class IdxReaderTests
{
    private const string Name = "digits.idx";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_come_back_row_by_row_packed_or_plain(bool packed)
    {
        var images = Images(packed ? Idx.Pack(Idx.Images(5)) : Idx.Images(5));

        (images.Count, images.Rows, images.Columns).ShouldBe((5, 2, 3));
        images.Image(0).ToArray().ShouldBe([0, 7, 14, 21, 28, 35]);
        images.Image(4).ToArray().ShouldBe([.. Enumerable.Range(24, 6).Select(i => (byte)(7 * i))]);
        Labels(packed ? Idx.Pack(Idx.Labels(3, 0, 9)) : Idx.Labels(3, 0, 9)).ShouldBe([3, 0, 9]);
    }

    [Fact]
    public void Content_larger_than_a_block_is_read_whole_from_a_stream_that_gives_little_at_a_time()
    {
        var content = Idx.Images(100, 50, 51);
        using var trickle = new TrickleStream(content);

        IdxReader.ReadImages(trickle, Name).Pixels.ShouldBe(content[16..]);
    }

    [Theory]
    [InlineData(0, "digits.idx: byte 0: the file ends here; expected the magic number 2051 of IDX images; fetch the file again")]
    [InlineData(3, "digits.idx: byte 3: the file ends here; expected the magic number 2051 of IDX images; fetch the file again")]
    [InlineData(6, "digits.idx: byte 6: the file ends here; expected the number of images; fetch the file again")]
    [InlineData(15, "digits.idx: byte 15: the file ends here; expected the columns; fetch the file again")]
    [InlineData(20, "digits.idx: byte 20: the file ends here; expected 5 images of 2 x 3, 30 bytes from byte 16; fetch the file again")]
    [InlineData(45, "digits.idx: byte 45: the file ends here; expected 5 images of 2 x 3, 30 bytes from byte 16; fetch the file again")]
    public void A_truncated_file_says_where_it_ends_and_what_is_missing(int length, string message)
    {
        var error = Should.Throw<DataException>(() => Images(Idx.Images(5)[..length]));

        error.Message.ShouldBe(message);
        error.Offset.ShouldBe(length);
        Should.Throw<DataException>(() => Images(Idx.Pack(Idx.Images(5)[..length]))).Message.ShouldBe(message);
    }

    [Fact]
    public void A_truncated_packed_file_is_refused_unless_only_its_checksum_is_lost()
    {
        var packed = Idx.Pack(Idx.Images(50, 28, 28));
        for (var length = 0; length < packed.Length - 9; length++)
        {
            Should.Throw<DataException>(() => Images(packed[..length]));
        }

        Images(packed[..^8]).Pixels.ShouldBe(Idx.Images(50, 28, 28)[16..]);
    }

    [Fact]
    public void Anything_behind_the_last_image_or_label_is_refused()
    {
        Should.Throw<DataException>(() => Images([.. Idx.Images(5), 0])).Message
            .ShouldBe("digits.idx: byte 46: expected the end of the file after 5 images of 2 x 3, found more; fetch the file again");
        Should.Throw<DataException>(() => Labels([.. Idx.Labels(1, 2), 0])).Offset.ShouldBe(10);
    }

    [Fact]
    public void A_wrong_magic_number_says_what_the_file_is_instead()
    {
        Should.Throw<DataException>(() => Images(Idx.Labels(1))).Message
            .ShouldBe("digits.idx: byte 0: expected the magic number 2051 of IDX images, found 2049; these are labels; fetch the file again");
        Should.Throw<DataException>(() => Labels(Idx.Images(1))).Message.ShouldContain("these are images");
        Should.Throw<DataException>(() => Images([.. "<html>"u8])).Message.ShouldContain(
            "found 1013478509; is it IDX?");
    }

    [Fact]
    public void A_label_outside_the_classes_names_the_sample()
    {
        Should.Throw<DataException>(() => Labels(Idx.Labels(0, 9, 10))).Message
            .ShouldBe("digits.idx: byte 10: label 10 of sample 2; expected 0 to 9; fetch the file again");
    }

    [Theory]
    [InlineData(0u, 2u, 3u, 4, "expected the number of images, 1 to 10000000, found 0")]
    [InlineData(4294967295u, 2u, 3u, 4, "expected the number of images, 1 to 10000000, found 4294967295")]
    [InlineData(5u, 5000u, 3u, 8, "expected the rows, 1 to 4096, found 5000")]
    [InlineData(5u, 2u, 0u, 12, "expected the columns, 1 to 4096, found 0")]
    [InlineData(10000000u, 4096u, 4096u, 4, "claims 10000000 images of 4096 x 4096, 167772160000000 bytes; at most 1073741824 are read")]
    public void Dimensions_beyond_the_limits_are_refused(
        uint count, uint rows, uint columns, long offset, string message)
    {
        var error = Should.Throw<DataException>(() => Images(Idx.File(2051, [count, rows, columns], new byte[30])));

        error.Offset.ShouldBe(offset);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void A_header_that_promises_a_gigabyte_costs_no_memory()
    {
        var liar = Idx.File(2051, [1024, 1024, 1024], new byte[100]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<DataException>(() => Images(liar));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Damaged_packing_and_files_that_cannot_be_opened_are_one_line_each()
    {
        var packed = Idx.Pack(Idx.Images(50, 28, 28));
        packed.AsSpan(12, 40).Fill(0xFF);
        Should.Throw<DataException>(() => Images(packed)).Message.ShouldContain("fetch the file again");
        Should.Throw<DataException>(() => IdxReader.ReadImages("no/such/file")).Message.ShouldBe(
            "no/such/file: no such file");
        Should.Throw<DataException>(() => IdxReader.ReadImages(Path.GetTempPath())).Message.ShouldContain(
            "cannot be read");
    }

    private static IdxImages Images(byte[] file) => IdxReader.ReadImages(new MemoryStream(file), Name);

    private static byte[] Labels(byte[] file) => IdxReader.ReadLabels(new MemoryStream(file), Name, 10);

    /// <summary>Gives at most seven bytes at a time, as a pipe may.</summary>
    private sealed class TrickleStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);
    }
}

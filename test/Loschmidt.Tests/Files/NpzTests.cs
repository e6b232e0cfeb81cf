using System.IO.Compression;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Tests.Files;

/// <summary>Archives of arrays; that NumPy agrees is tested end to end.</summary>
public sealed class NpzTests
{
    private static readonly Tensor[] Pair = [new Tensor("b/θ", [1.0, double.NaN], 2, 1), new Tensor("a", [3f, 4f, 5f])];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Arrays_come_back_and_equal_tensors_are_equal_bytes_in_whatever_order(bool compress)
    {
        var bytes = Bytes(compress, Pair);

        var back = Read(bytes);
        back.Select(tensor => tensor.Name).ShouldBe(["a", "b/θ"]);
        back[0].Floats.ShouldBe([3f, 4f, 5f]);
        back[1].Doubles.ShouldBe([1.0, double.NaN]);
        back[1].Shape.ShouldBe([2, 1]);
        Bytes(compress, [Pair[1], Pair[0]]).ShouldBe(bytes);
        Should.Throw<ArgumentException>(() => Bytes(compress, [Pair[0], Pair[0]]));
    }

    [Fact]
    public void An_independent_reader_and_writer_of_archives_agrees()
    {
        using (var archive = new ZipArchive(new MemoryStream(Bytes(compress: true, Pair))))
        {
            archive.Entries.Select(entry => entry.FullName).ShouldBe(["a.npy", "b/θ.npy"]);
            using var first = archive.Entries[0].Open();
            Npy.Read(first, "a.npy").Floats.ShouldBe([3f, 4f, 5f]);
        }

        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.Comment = "by another";
            foreach (var level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.SmallestSize])
            {
                using var entry = archive.CreateEntry($"{level}.npy", level).Open();
                Npy.Write(entry, Pair[1]);
            }
        }

        Read(stream.ToArray()).ShouldAllBe(tensor => tensor.Floats.SequenceEqual(new[] { 3f, 4f, 5f }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_truncation_and_every_flipped_bit_of_the_content_is_refused(bool compress)
    {
        var whole = Bytes(compress, new Tensor("a", [1.0, 2.0, 3.0]));
        for (var length = 0; length < whole.Length; length++)
        {
            Should.Throw<TensorFileException>(() => Read(whole[..length]));
        }

        var content = 30 + "a.npy".Length;
        var end = whole.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        for (var at = content; at < end; at++)
        {
            var spoilt = (byte[])whole.Clone();
            spoilt[at] ^= 0x10;

            // Bits that deflate does not look at, such as padding, may differ: then the numbers are still those.
            try
            {
                Read(spoilt).ShouldHaveSingleItem().Doubles.ShouldBe([1.0, 2.0, 3.0]);
                compress.ShouldBeTrue($"byte {at} was flipped and accepted");
            }
            catch (TensorFileException)
            {
                // refused, as it should be
            }
        }
    }

    // Without the limit, a kilobyte of file becomes megabytes of zeros; without the check of what arrives, a small claim does.
    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked_and_a_lying_one_while_it_is()
    {
        var bomb = Bytes(compress: true, new Tensor("a", new double[1 << 20]));
        bomb.Length.ShouldBeLessThan(1 << 14);
        var lie = UnderTheHeaderOf(new Tensor("a", new double[1 << 10]), bomb);
        var both = Bytes(compress: true, Pair);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<TensorFileException>(() => Read(bomb, new TensorLimits(Bytes: 1 << 16)))
            .Message.ShouldContain("a.npz[a.npy]: byte 60: claims the numbers of shape [1048576], more than the 65536 bytes");
        Should.Throw<TensorFileException>(() => Read(both, new TensorLimits(Bytes: 20)))
            .Message.ShouldContain("a.npz[b/θ.npy]: byte 60: claims the numbers of shape [2, 1], more than the 8 bytes");
        Should.Throw<TensorFileException>(() => Read(lie))
            .Message.ShouldContain("byte 8320: expected the end of the file after the numbers of shape [1024], found more");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Theory]
    [InlineData("no archive at all, only a text of some length", "no directory of a ZIP archive at the end of the file")]
    [InlineData("PK", "no directory of a ZIP archive")]
    public void A_file_that_is_no_archive_is_refused(string text, string message) =>
        Should.Throw<TensorFileException>(() => Read(System.Text.Encoding.ASCII.GetBytes(text))).Message.ShouldContain(message);

    [Fact]
    public void What_the_directory_says_is_compared_with_the_archive()
    {
        var whole = Bytes(compress: false, new Tensor("a", [1.0]));
        var entry = whole.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var end = whole.AsSpan().LastIndexOf("PK\u0005\u0006"u8);

        Refused(entry + 8, 1, $"byte {entry + 8}: 'a.npy' is encrypted");
        Refused(entry + 10, 12, $"byte {entry + 10}: 'a.npy' is packed by method 12; expected 0 (stored) or 8 (deflated)");
        Refused(entry + 16, 0x55, "a.npz[a.npy]: byte 0: the check sum is");
        Refused(entry + 24, 7, $"byte {entry + 20}: 'a.npy' is stored, yet 136 bytes long here and 7 bytes there");
        Refused(entry + 43, 0x7F, $"byte {entry + 42}: 'a.npy' begins at byte 32512");
        Refused(entry + 46, 0xFF, "the name of an entry is no UTF-8");
        Refused(entry + 47, (byte)'_', "an archive of arrays holds npy files only");
        Refused(end + 4, 1, $"byte {end + 4}: the archive is one of several disks");
        Refused(end + 16, 0, $"byte {end + 12}: the directory takes the bytes");
        Refused(0, 0, "byte 0: expected the header of 'a.npy'");

        void Refused(int at, byte value, string message)
        {
            var spoilt = (byte[])whole.Clone();
            spoilt[at] = value;
            Should.Throw<TensorFileException>(() => Read(spoilt)).Message.ShouldContain(message);
        }
    }

    /// <summary>An archive whose one array has the header of a small one and the numbers of another.</summary>
    private static byte[] UnderTheHeaderOf(Tensor small, byte[] archive)
    {
        using var content = new MemoryStream();
        Npy.Write(content, small);
        content.SetLength(128);
        content.Position = content.Length;
        using (var zip = new ZipArchive(new MemoryStream(archive)))
        {
            using var entry = zip.Entries[0].Open();
            entry.CopyTo(content);
        }

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.npy").Open();
            entry.Write(content.ToArray());
        }

        return stream.ToArray();
    }

    private static byte[] Bytes(bool compress, params Tensor[] tensors)
    {
        using var stream = new MemoryStream();
        Npz.Write(stream, tensors, compress);
        return stream.ToArray();
    }

    private static IReadOnlyList<Tensor> Read(byte[] bytes, TensorLimits? limits = null) =>
        Npz.Read(new MemoryStream(bytes, writable: false), "a.npz", limits);
}

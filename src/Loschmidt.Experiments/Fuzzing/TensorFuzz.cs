using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt files of arrays at the readers: they answer with arrays that survive writing and reading, or
/// refuse with file and byte, and never take more memory than they were granted.</summary>
public static class TensorFuzz
{
    private const string File = "fuzz.bin";
    private const int Granted = 1 << 18;

    // What was granted, twice for growing and once more for another order, then the same for writing and reading again.
    private const long MemoryBound = 16L * Granted;

    private static readonly TensorLimits Limits = new(Granted, Arrays: 100);

    /// <summary>Runs cases of npy files.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Npy(long cases, ulong seed, TextWriter log) => Run(
        "npy", NpyCorpus(), [.. "{}()[]',:\"<>|=bfiu1248 LTF\n"u8, 0x00, 0x01, 0x93, 0xFF], cases, seed, log,
        stream => [Files.Npy.Read(stream, File, Limits)],
        (stream, tensors) => Files.Npy.Write(stream, tensors[0]));

    /// <summary>Runs cases of npz files.</summary>
    /// <inheritdoc cref="Npy"/>
    public static FuzzReport Npz(long cases, ulong seed, TextWriter log) => Run(
        "npz", NpzCorpus(), [.. "PK\u0001\u0002\u0003\u0004\u0005\u0006.npy"u8, 0x00, 0x08, 0xFF], cases, seed, log,
        stream => Files.Npz.Read(stream, File, Limits),
        (stream, tensors) => Files.Npz.Write(stream, tensors));

    /// <summary>Runs cases of safetensors files.</summary>
    /// <inheritdoc cref="Npy"/>
    public static FuzzReport Safetensors(long cases, ulong seed, TextWriter log) => Run(
        "safetensors", SafetensorsCorpus(),
        [.. "{}[]\",:0123456789\\ \nBF16"u8, 0x00, 0xC3, 0xED, 0xFF], cases, seed, log,
        stream => Files.Safetensors.Read(stream, File),
        (stream, tensors) => Files.Safetensors.Write(stream, tensors));

    private static FuzzReport Run(
        string target, byte[][] corpus, byte[] foreign, long cases, ulong seed, TextWriter log,
        Func<Stream, IReadOnlyList<Tensor>> read, Action<Stream, IReadOnlyList<Tensor>> write)
    {
        foreach (var valid in corpus)
        {
            FuzzLoop.Require(Accepts(valid), "a member of the corpus is itself refused");
        }

        var mutator = new Mutator(seed, corpus, foreign);
        return FuzzLoop.Run(target, cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number)));

        bool Accepts(byte[] file)
        {
            IReadOnlyList<Tensor> tensors;
            try
            {
                tensors = read(new MemoryStream(file, writable: false));
            }
            catch (TensorFileException e)
            {
                FuzzLoop.Require(
                    e.Offset >= 0 && e.File.StartsWith(File, StringComparison.Ordinal)
                        && !e.Message.Any(char.IsControl),
                    $"a refusal without a place or in more than one line: {e.Message}");
                return false;
            }

            var once = Bytes(tensors);
            FuzzLoop.Require(
                once.AsSpan().SequenceEqual(Bytes(read(new MemoryStream(once, writable: false)))),
                "written and read again it differs");
            return true;
        }

        byte[] Bytes(IReadOnlyList<Tensor> tensors)
        {
            using var stream = new MemoryStream();
            write(stream, tensors);
            return stream.ToArray();
        }
    }

    private static byte[][] NpyCorpus() =>
    [
        Written(stream => Files.Npy.Write(stream, new Tensor("a", [1.0, double.NaN, -0.0, 4, 5, 6], 2, 3))),
        Written(stream => Files.Npy.Write(stream, Tensor.Scalar("a", 1.5f))),
        Header("{'descr': '>i8', 'fortran_order': True, 'shape': (2, 3L), }\n", 2, 48),
        Header("{\"shape\": (4,), 'descr': '|b1', 'fortran_order': False}", 1, 4),
        Header("{'descr': '<f2', 'fortran_order': True, 'shape': (2, 2, 2), }    \n", 3, 16),
    ];

    private static byte[][] NpzCorpus()
    {
        const int Swollen = 8200; // more than the block with which reading begins
        Tensor[] tensors = [new Tensor("a", [1.0, 2.0, 3.0]), new Tensor("θ/b", [1f, 2f], 2, 1)];
        return
        [
            Written(stream => Files.Npz.Write(stream, tensors)),
            Written(stream => Files.Npz.Write(stream, tensors, compress: true)),
            Written(stream => Files.Npz.Write(stream, [])),
            Written(Foreign),
            Written(stream => Files.Npz.Write(stream, [new Tensor("swollen", new double[Swollen])], compress: true)),
        ];
    }

    /// <summary>An archive by another writer.</summary>
    private static void Foreign(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var file in NpyCorpus())
        {
            using var entry = archive.CreateEntry($"{file.Length}.npy").Open();
            entry.Write(file);
        }
    }

    private static byte[][] SafetensorsCorpus()
    {
        const string Halves = """{"__metadata__":{"k":"v"},"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}"""
            + """,  "\u03b8":{"dtype":"BF16","shape":[],"data_offsets":[4,6]}}""";
        var text = Encoding.UTF8.GetBytes(Halves);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, text.Length);
        return
        [
            Written(stream => Files.Safetensors.Write(
                stream, [new Tensor("a", [1.0, 2.0], 1, 2), new Tensor("b/c", [3f])])),
            Written(stream => Files.Safetensors.Write(stream, [])),
            [.. prefix, .. text, 0, 0x3C, 0, 0x7E, 0x80, 0x3F],
        ];
    }

    private static byte[] Header(string text, byte version, int numbers)
    {
        byte[] length = version == 1
            ? [(byte)text.Length, 0]
            : [(byte)text.Length, 0, 0, 0];
        var body = Enumerable.Range(0, numbers).Select(i => (byte)(i % 8 == 0 ? 0 : i % 3));
        return [.. Files.Npy.Magic, version, 0, .. length, .. Encoding.ASCII.GetBytes(text), .. body];
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt MATLAB 5 files at their reader: it answers with matrices of finite numbers, or refuses with
/// file and byte, and takes no memory by what a file claims.</summary>
public static class MatFuzz
{
    private const long MemoryBound = 8L << 20; // whatever is read goes through blocks of fixed size
    private const string Name = "fuzz.mat";

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many; fifty thousand take a few seconds.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Run(long cases, ulong seed, TextWriter log)
    {
        var corpus = Corpus();
        foreach (var valid in corpus)
        {
            FuzzLoop.Require(Accepts(valid), "a member of the corpus is itself refused");
        }

        var mutator = new Mutator(seed, corpus, [0x00, 0x01, 0x05, 0x06, 0x07, 0x09, 0x0E, 0x0F, 0x78, 0x9C, 0xFF]);
        return FuzzLoop.Run("mat", cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number)));
    }

    private static bool Accepts(byte[] file)
    {
        try
        {
            using var reader = new MatReader(new MemoryStream(file, writable: false), Name);
            var numbers = new double[64];
            while (reader.Next())
            {
                FuzzLoop.Require(reader is { Rows: > 0, Columns: > 0 }, "a matrix of nothing");
                for (var left = (long)reader.Rows * reader.Columns; left > 0; left -= numbers.Length)
                {
                    var part = numbers.AsSpan(0, (int)Math.Min(left, numbers.Length));
                    reader.Read(part);
                    foreach (var number in part)
                    {
                        FuzzLoop.Require(double.IsFinite(number), "a number that is not finite");
                    }
                }
            }

            return true;
        }
        catch (DataException e)
        {
            FuzzLoop.Require(
                e.Offset >= 0 && e.File == Name && !e.Message.Any(char.IsControl),
                $"a refusal without a place or in more than one line: {e.Message}");
            return false;
        }
    }

    private static byte[][] Corpus()
    {
        var little = Matrix(false, 6, 9, "P", 2, 3, [.. Enumerable.Range(1, 6).SelectMany(i => Bytes(i * 0.5, false))]);
        var big = Matrix(true, 6, 9, "PQR", 1, 2, [.. Bytes(-1, true), .. Bytes(1e300, true)]);
        var whole = Matrix(false, 9, 2, "LABELS", 1, 3, [0, 1, 1]);
        return
        [
            [.. Header(false), .. little, .. whole], [.. Header(true), .. big], [.. Header(false), .. Packed(little)],
            [.. Header(false), .. Packed(whole), .. Packed(little)],
        ];
    }

    private static byte[] Header(bool bigEndian)
    {
        var header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file").CopyTo(header, 0);
        (bigEndian ? new byte[] { 1, 0, (byte)'M', (byte)'I' } : [0, 1, (byte)'I', (byte)'M']).CopyTo(header, 124);
        return header;
    }

    private static byte[] Matrix(
        bool bigEndian, uint kind, uint type, string name, uint rows, uint columns, byte[] numbers)
    {
        byte[] content =
        [
            .. Words(bigEndian, 6, 8, kind, 0), .. Words(bigEndian, 5, 8, rows, columns),
            .. Words(bigEndian, 1, (uint)name.Length), .. Filled(Encoding.ASCII.GetBytes(name)),
            .. Words(bigEndian, type, (uint)numbers.Length), .. Filled(numbers),
        ];
        return [.. Words(bigEndian, 14, (uint)content.Length), .. content];
    }

    private static byte[] Packed(byte[] element)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(element);
        }

        return [.. Words(false, 15, (uint)packed.Length), .. packed.ToArray()];
    }

    private static byte[] Filled(byte[] bytes) => [.. bytes, .. new byte[(8 - (bytes.Length % 8)) % 8]];

    private static byte[] Words(bool bigEndian, params uint[] words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (bigEndian)
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), words[i]);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }

    private static byte[] Bytes(double number, bool bigEndian)
    {
        var bytes = new byte[8];
        if (bigEndian)
            BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        else
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
        return bytes;
    }
}

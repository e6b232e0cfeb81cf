using System.Text;
using Loschmidt.Experiments.Data;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt tables of numbers at the reader: it answers with lines of finite numbers, all of one length,
/// or refuses with file, line and column, and never takes much memory.</summary>
public static class CsvFuzz
{
    // Inputs are below 20 KiB and deflate expands at most 1,032 times: no line, and so no buffer, is longer; it doubles
    // as it grows.
    private const long MemoryBound = 96L << 20;
    private const string Name = "fuzz.csv";

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many; fifty thousand take a few seconds.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Run(long cases, ulong seed, TextWriter log)
    {
        byte[][] corpus =
        [
            .. new[]
            {
                "a,b,c\n1,2,3\n4,5,6\n", "1;2.5;-3e-7\r\n.5;6.;0\r\n", "# a remark\n\n0.25\n1e300\n-0\n7",
                "\"x y\"\t\"z\"\n\"1\"\t2\n",
                " 1  2 3\n 4 5   6\n", "\uFEFFtime;value\n1;2\n",
            }.Select(Encoding.UTF8.GetBytes),
        ];
        corpus = [.. corpus, FuzzCorpus.Pack(corpus[0]), FuzzCorpus.Pack(corpus[2])];
        foreach (var valid in corpus)
        {
            FuzzLoop.Require(Accepts(valid), "a member of the corpus is itself refused");
        }

        var mutator = new Mutator(seed, corpus, [.. ",;\t \"#\n\r.eE+-0159axn"u8, 0x00, 0x1F, 0x8B, 0xC3, 0xEF, 0xFF]);
        return FuzzLoop.Run("csv", cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number)));
    }

    private static bool Accepts(byte[] file)
    {
        try
        {
            using var reader = new CsvReader(DataStream.Unpack(new MemoryStream(file, writable: false)), Name);
            FuzzLoop.Require(reader.Header is null || reader.Header.Count == reader.Columns,
                "another number of names than of columns");
            while (reader.Next())
            {
                FuzzLoop.Require(reader.Row.Length == reader.Columns, "a line of another length");
                foreach (var number in reader.Row)
                {
                    FuzzLoop.Require(double.IsFinite(number), "a number that is not finite");
                }

                FuzzLoop.Require(reader.Where(0) is { Line: > 0, Column: > 0 }, "a number without a place");
            }

            return true;
        }
        catch (DataException e)
        {
            FuzzLoop.RequirePlace(e, Name);
            return false;
        }
    }
}

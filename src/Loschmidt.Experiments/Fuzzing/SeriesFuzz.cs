using System.Text;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Data.Series;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt files of series at their readers: they answer with whole samples of finite numbers, or refuse
/// with file and place, and never take much memory.</summary>
public static class SeriesFuzz
{
    // Inputs are below 20 KiB and deflate expands at most 1,032 times, so a line has 20 MB at most, in a buffer that
    // doubles; a sample has a million numbers at most, 8 MB, in an array that doubles, once more where they are kept.
    private const long MemoryBound = 96L << 20;
    private const string Name = "fuzz.series";
    private const int Most = 1 << 20;

    private static readonly SeriesLimits Limits = new(Samples: 1 << 16, Channels: 1 << 10, SampleNumbers: Most);

    /// <summary>Runs cases of <c>.ts</c> files.</summary>
    /// <param name="cases">How many; fifty thousand take a few seconds.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Ts(long cases, ulong seed, TextWriter log) => Run(
        "ts",
        [
            "@problemName a\n# caf\u00E9\n@timeStamps false\n@missing false\n@univariate false\n@dimensions 2\n"
                + "@equalLength true\n@seriesLength 3\n@classLabel true up down\n@data\n"
                + "1,2,3:-.5,23.0,9.3E-5:up\n4,5,6:7,8,9:down\n",
            "@equalLength false\r\n@classLabel true 1.0 2.0\r\n@missing true\r\n@data\r\n1,?,3:1.0\r\n4,NaN:2.0\r\n",
            "@univariate true\n@classLabel false\n@data\n1,2\n3,4\n",
        ],
        [.. "@:,?#\n\r.eE+-0159anu"u8, 0x00, 0x1F, 0x8B, 0xE9], cases, seed, log,
        (file, missing, sink) => TsReader.Read(Unpack(file), Name, missing, sink, Limits));

    /// <summary>Runs cases of <c>.arff</c> files.</summary>
    /// <inheritdoc cref="Ts"/>
    public static FuzzReport Arff(long cases, ulong seed, TextWriter log) => Run(
        "arff",
        [
            "% remark\n@relation a\n@attribute a1 numeric\n@attribute 'a 2' real\n@attribute target {x,'y z'}\n@data\n"
                + "1,2,x\n3,?,'y z'\n",
            "@relation b\n@attribute rel relational\n@attribute t1 numeric\n@attribute t2 numeric\n@end rel\n"
                + "@attribute class {1,2}\n@data\n'1,2\\n3,4',1\n\"5,6\\n7,8\",2\n",
        ],
        [.. "@{},?%'\"\\n\n.eE+-01a"u8, 0x00, 0x1F, 0x8B, 0xE9], cases, seed, log,
        (file, missing, sink) => ArffReader.Read(Unpack(file), Name, missing, sink, Limits));

    /// <summary>Runs cases of tables: one long series, or one sample a line.</summary>
    /// <inheritdoc cref="Ts"/>
    public static FuzzReport Tables(long cases, ulong seed, TextWriter log) => Run(
        "series",
        ["a,b\n1,2\n3,4\n", "1,2,3,x\n4,5,6,y\n", "t;u;class\n.5;?;1\n1e3;2;2\n", "# r\n0.5\n\n1\nNaN\n7\n"],
        [.. ",;\t \"#?\n\r.eE+-0159axn"u8, 0x00, 0x1F, 0x8B, 0xC3], cases, seed, log,
        (file, missing, sink) =>
        {
            if ((file.Length & 1) == 0)
            {
                using var reader = new CsvReader(Unpack(file), Name, missing: true);
                LongTable.Read(reader, missing, sink, Limits, -1, null, []);
            }
            else
            {
                SampleLines.Read(() => Unpack(file), Name, missing, sink, Limits);
            }
        });

    private static FuzzReport Run(
        string target, string[] texts, byte[] foreign, long cases, ulong seed, TextWriter log,
        Action<byte[], MissingValues, ISeriesSink> read)
    {
        byte[][] corpus = [.. texts.Select(Encoding.Latin1.GetBytes)];
        corpus = [.. corpus, FuzzCorpus.Pack(corpus[0])];
        var mutator = new Mutator(seed, corpus, foreign);
        return FuzzLoop.Run(target, cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number)));

        bool Accepts(byte[] file)
        {
            var missing = (MissingValues)(file.Length % 3);
            var memory = new SeriesMemory(Name, Most);
            try
            {
                read(file, missing, memory);
            }
            catch (DataException e)
            {
                FuzzLoop.Require(
                    e.File == Name && !e.Message.Any(char.IsControl)
                        && (e.Where is { Line: > 0, Column: > 0 } || e.Message.Contains("gzip")
                            || e.Message.Contains("no number") || e.Message.Contains("columns at most")
                            || e.Message.Contains("too many to be held")),
                    $"a refusal without a place or in more than one line: {e.Message}");
                return false;
            }

            Whole(memory.Table());
            return true;
        }
    }

    private static void Whole(SeriesTable table)
    {
        FuzzLoop.Require(table.Count > 0, "no sample, and no refusal");
        for (var row = 0; row < table.Count; row++)
        {
            FuzzLoop.Require(table.StepsOf(row) > 0, "a sample of no steps");
            FuzzLoop.Require(
                table.ClassNames.Count == 0 ? table.LabelOf(row) == -1
                    : table.LabelOf(row) >= 0 && table.LabelOf(row) < table.ClassNames.Count, "a label of no class");
            var step = new double[table.Channels];
            table.ReadSteps(row, table.StepsOf(row) - 1, step);
            FuzzLoop.Require(step.All(double.IsFinite), "a number that is not finite");
        }
    }

    private static DataStream Unpack(byte[] file) => DataStream.Unpack(new MemoryStream(file, writable: false));
}

using System.Globalization;
using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Benchmarks;

/// <summary>
/// The dense layers of sequence machines, products and gradients, against OpenBLAS and against the core's peak.
/// </summary>
internal static class RowRace
{
    private static readonly (int Rows, int K, int M)[] Shapes =
    [
        (128, 8, 64), (128, 64, 16), (128, 16, 64), (128, 64, 32), (128, 32, 64), (128, 64, 64), (128, 64, 128),
        (128, 128, 64), (128, 256, 256), (256, 512, 512),
    ];

    public static string Run(Options options)
    {
        using var single = Peers.StartProgram("gemm_f32");
        using var twice = Peers.StartProgram("gemm_f64");
        var versions = new List<Race.Result>();
        var tables = new[] { true, false }.Select(outer => Table(outer, single, twice, versions, options)).ToArray();
        return $"""
            ## Dense layers

            GFLOP/s, and the share of what sixteen independent chains of multiply-adds in registers reach on the same
            core. Ours: weights packed beforehand, as a layer does once a batch; the gradient is summed over rows in the
            precision named and added to doubles, while OpenBLAS overwrites its own precision.

            y = xW:

            {tables[0]}
            xᵀy:

            {tables[1]}
            {RaceReport.Versions(versions)}
            """;
    }

    private static MarkdownTable Table(
        bool outer, PeerProcess single, PeerProcess twice, List<Race.Result> versions, Options options)
    {
        var table = new MarkdownTable(
            "rows x K x M", "f32: own", "share", "OpenBLAS", "ours is faster by",
            "f64: own", "share", "OpenBLAS", "ours is faster by");
        var peaks = (CorePeak.Measure<float>(options.Seconds), CorePeak.Measure<double>(options.Seconds));
        foreach (var shape in Shapes)
        {
            table.Add(
            [
                $"{shape.Rows} x {shape.K} x {shape.M}",
                .. Cells<float>(outer, shape, single, peaks.Item1, versions, options),
                .. Cells<double>(outer, shape, twice, peaks.Item2, versions, options),
            ]);
        }

        return table;
    }

    private static string[] Cells<T>(
        bool outer, (int Rows, int K, int M) shape, PeerProcess peer, double peak, List<Race.Result> versions,
        Options options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (rows, k, m) = shape;
        var request = string.Create(CultureInfo.InvariantCulture, $"{(outer ? "outer" : "product")} {rows} {k} {m}");
        var results = Race.Run([new Own<T>(shape, outer), new PeerContender("OpenBLAS", peer, request)], options);
        versions.Clear();
        versions.AddRange(results);
        var work = 2e-3 * rows * k * m;
        var (own, other) = (work / results[0].Median, work / results[1].Median);
        return [$"{own:0}", $"{own / peak:0 %}", $"{other:0}", $"{own / other:0.00}x"];
    }

    private sealed unsafe class Own<T> : IContender
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Action _block;
        private readonly int _repeats;

        public Own((int Rows, int K, int M) shape, bool outer)
        {
            var (rows, k, m) = shape;
            _repeats = Math.Max(1, 20_000_000 / (rows * k * m));
            var w = new PackedMatrix<T>(k, m);
            w.Pack([.. Enumerable.Range(0, k * m).Select(i => i % 17 / 17.0 - 0.5)]);
            var x = new AlignedBuffer<T>(rows * k);
            x.Span.Fill(T.CreateChecked(0.3));
            var y = new AlignedBuffer<T>(rows * w.Width);
            var gradient = new double[k * m];
            _block = () =>
            {
                for (var i = 0; i < _repeats; i++)
                {
                    if (outer)
                        RowGemm.AccumulateOuter(rows, x.Pointer, k, k, y.Pointer, w.Width, m, gradient);
                    else
                        RowGemm.Multiply(rows, x.Pointer, k, w, y.Pointer, w.Width, null, accumulate: false);
                }
            };
        }

        public string Name => "Loschmidt";

        public string Version { get; } = new OwnContender("", () => { }, null).Version;

        public Turn Run(double seconds)
        {
            var microseconds = 1e3 * Turn.Take(_block, seconds).Best / _repeats;
            return new(microseconds, microseconds);
        }

        public void WarmUp() => Turn.Take(_block, 0.3);
    }
}

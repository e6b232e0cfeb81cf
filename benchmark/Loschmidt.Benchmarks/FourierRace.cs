using System.Numerics;
using Loschmidt.Numerics.Fourier;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Benchmarks;

/// <summary>Own transforms against FFTW, on the ten sizes of benchmark/peers/fft_fftw.c in their order.</summary>
internal static class FourierRace
{
    private static readonly (string Name, int Rows, int Columns, bool Batch, bool Sine)[] Cases =
    [
        ("dft 31x31", 31, 31, true, false),
        ("dft 21x21", 21, 21, true, false),
        ("dft 17x17", 17, 17, true, false),
        ("dft 9x9", 9, 9, true, false),
        ("dft 32x32", 32, 32, false, false),
        ("dft 64x64", 64, 64, false, false),
        ("dft 100x100", 100, 100, false, false),
        ("dft 128x128", 128, 128, false, false),
        ("dst 50x150", 50, 150, false, true),
        ("dst 63x127", 63, 127, false, true),
    ];

    public static string Run(Options options)
    {
        using var single = Peers.StartProgram("fft_f32");
        using var twice = Peers.StartProgram("fft_f64");
        var table = new MarkdownTable(
            "transform", "f32: own, µs", "FFTW", "ours is faster by", "f64: own, µs", "FFTW", "ours is faster by");
        IReadOnlyList<Race.Result> results = [];
        for (var index = 0; index < Cases.Length; index++)
        {
            var inSingle = Race.Run(Contenders<float>(index, single), options);
            results = Race.Run(Contenders<double>(index, twice), options);
            table.Add([Cases[index].Name, .. Cells(inSingle), .. Cells(results)]);
        }

        return $"""
            ## Fourier and sine transforms

            Microseconds per transform of one complex field; the small grids 16 (f32) or 8 (f64) at a time, the rest alone.
            FFTW: the best of its layouts, in place and out of place, planned patiently. Best block of each turn, median over
            turns.

            {table}
            {RaceReport.Versions(results)}
            """;
    }

    private static string[] Cells(IReadOnlyList<Race.Result> results) =>
        [$"{results[0].Median:0.00}", $"{results[1].Median:0.00}", $"{results[1].Median / results[0].Median:0.00}x"];

    private static IContender[] Contenders<T>(int index, PeerProcess fftw)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [new Own<T>(index), new PeerContender("FFTW", fftw, $"{index}")];

    private sealed class Own<T> : IContender
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private const int Repeats = 64;
        private readonly PhasePoint<T> _field;
        private readonly int _lanes;
        private readonly Action _transform;

        public Own(int index)
        {
            var (_, rows, columns, batch, sine) = Cases[index];
            _lanes = batch ? PhasePoint<T>.PaddedLanes(1) : 1;
            _field = new PhasePoint<T>(rows * columns * _lanes / PhasePoint<T>.PaddedLanes(1) + 1, 1);
            var length = rows * columns * _lanes;
            for (var i = 0; i < length; i++)
            {
                _field.View.Q[i] = T.CreateChecked(Math.Sin(i));
            }

            if (sine)
            {
                var plan = new SineTransform2D<T>(rows, columns);
                _transform = () => plan.Apply(_field.View.Q[..length], _field.View.P[..length], _lanes);
            }
            else
            {
                var plan = new Fourier2D<T>(rows, columns);
                _transform = () => plan.Forward(_field.View.Q[..length], _field.View.P[..length], _lanes);
            }
        }

        public string Name => "Loschmidt";

        public string Version { get; } = new OwnContender("", () => { }, null).Version;

        public Turn Run(double seconds)
        {
            var microseconds = 1e3 * Turn.Take(Block, seconds).Best / (Repeats * _lanes);
            return new(microseconds, microseconds);
        }

        public void WarmUp() => Turn.Take(Block, OwnContender.CompilerSeconds);

        private void Block()
        {
            for (var i = 0; i < Repeats; i++)
            {
                _transform();
            }
        }
    }
}

using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using Loschmidt.Fields;
using Loschmidt.Numerics.Linear;

namespace Loschmidt.Benchmarks;

/// <summary>Which share of the core's multiply-adds the kinetic propagator turns into useful work.</summary>
internal static class PropagatorPeak
{
    public static string Run(Options options)
    {
        var table = new MarkdownTable(
            "precision", "core GFLOP/s", "step, µs", "GFLOP/s", "share",
            "products alone, µs", "GFLOP/s incl. padding", "share");
        var limits = new StringBuilder();
        Add<float>("f32", table, limits, options);
        Add<double>("f64", table, limits, options);
        return $"""
            ## Share of the core's peak

            Core: sixteen independent chains of 512-bit multiply-adds in registers. Step: one kinetic step of the 50 x 150
            lattice, {UsefulFlops / 1e6:0.0} MFLOP with even and odd modes apart; padding and folding count as time, not as work.

            {table}
            {limits}
            """;
    }

    private static double UsefulFlops
    {
        get
        {
            var lattice = new Lattice();
            return 2.0 * 4 * lattice.Sites * (lattice.Columns + lattice.Rows) / 2;
        }
    }

    private static void Add<T>(string precision, MarkdownTable table, StringBuilder limits, Options options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lattice = new Lattice();
        var propagator = new DensePropagator<T>(lattice, 0.04, 0.02);
        var q = new T[lattice.Sites];
        var p = new T[lattice.Sites];
        q[lattice.Sites / 2] = T.One;
        var products = new Products<T>(lattice);

        var (peaks, steps, productSteps) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            peaks.Add(CorePeak.Measure<T>(options.Seconds));
            steps.Add(Microseconds(() => propagator.Apply(q, p, KineticDuration.FullStep), options.Seconds));
            productSteps.Add(Microseconds(products.Multiply, options.Seconds));
        }

        var (peak, step, alone) = (Median(peaks), Median(steps), Median(productSteps));
        var (useful, padded) = (UsefulFlops / step * 1e-3, products.Flops / alone * 1e-3);
        table.Add(
            precision, $"{peak:0}", $"{step:0.0}", $"{useful:0}", $"{useful / peak:0 %}", $"{alone:0.0}", $"{padded:0}",
            $"{padded / peak:0 %}");
        limits.AppendLine(
            $"- {precision}: folding, unfolding and moving the field take {(step - alone) / step:0 %} of the step, padding "
            + $"to whole vectors and row groups {1 - UsefulFlops / products.Flops:0 %} of the products' work; the products "
            + $"themselves run at {padded / peak:0 %} of the peak.");
    }

    private static double Median(List<double> values) => Turn.MedianOfSorted([.. values.Order()]);

    private static double Microseconds(Action work, double seconds)
    {
        const int repeats = 50;
        return 1e3 / repeats * Turn.Take(
            () =>
            {
                for (var i = 0; i < repeats; i++)
                {
                    work();
                }
            },
            seconds).Median;
    }

    /// <summary>The propagator's four products on blank matrices of its shapes, without fold and unfold.</summary>
    private sealed unsafe class Products<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly BlockMatrix<T> _field;
        private readonly BlockMatrix<T> _between;
        private readonly BlockMatrix<T> _along;
        private readonly BlockMatrix<T> _across;
        private readonly int _depthAlong;
        private readonly int _depthAcross;
        private readonly int _vectors;

        public Products(Lattice lattice)
        {
            _depthAlong = lattice.Rows / 2;
            _depthAcross = lattice.Columns / 2;
            _vectors = BlockMatrix<T>.VectorsFor(_depthAlong);
            _field = new BlockMatrix<T>(lattice.Columns, 2 * _vectors);
            _between = new BlockMatrix<T>(lattice.Columns, 2 * _vectors);
            _along = new BlockMatrix<T>(_depthAlong, _vectors);
            _across = new BlockMatrix<T>(_depthAcross, BlockMatrix<T>.VectorsFor(_depthAcross));
            var terms = _field.Rows * _depthAlong + 2 * _across.Rows * _depthAcross;
            Flops = 8.0 * Vector512<T>.Count * 2 * _vectors * terms;
        }

        public double Flops { get; }

        public void Multiply()
        {
            var odd = 2 * Vector512<T>.Count * _vectors;
            var lower = _depthAcross * _field.Stride;
            foreach (var at in (ReadOnlySpan<int>)[0, odd])
            {
                ComplexGemm.Multiply(
                    _field.Pointer + at, _field.Stride, _along.Pointer, _along.Stride,
                    _between.Pointer + at, _between.Stride, _field.Rows, _depthAlong, _vectors);
            }

            foreach (var at in (ReadOnlySpan<int>)[0, lower])
            {
                ComplexGemm.Multiply(
                    _across.Pointer, _across.Stride, _between.Pointer + at, _between.Stride,
                    _field.Pointer + at, _field.Stride, _across.Rows, _depthAcross, 2 * _vectors);
            }

            GC.KeepAlive(this);
        }
    }
}

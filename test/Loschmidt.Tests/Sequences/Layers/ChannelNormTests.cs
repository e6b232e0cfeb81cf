using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Tests.Sequences.Layers;

public sealed unsafe class ChannelNormTests
{
    private const int Count = 12;
    private const int Channels = 11;

    /// <summary>Everything a batch needs, in two pieces of rows, as a network calls it.</summary>
    private sealed class Batch<T>(double share)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly int _width = Rows.Width<T>(Channels);

        // Pointers into a buffer are good as long as the buffer is reachable.
        private readonly List<AlignedBuffer<T>> _kept = [];

        public AlignedBuffer<T> X { get; } = Rows.Random<T>(Count, Channels, 1, mean: 3);

        public AlignedBuffer<T> Z { get; } = new(Count * Rows.Width<T>(Channels));

        public AlignedBuffer<T> Error { get; } = Rows.Random<T>(Count, Channels, 2);

        public AlignedBuffer<T> Dx { get; } = new(Count * Rows.Width<T>(Channels));

        public double[] Mean { get; } = new double[Rows.Width<T>(Channels)];

        public double[] Variance { get; } = new double[Rows.Width<T>(Channels)];

        private double[] Shift => [.. Enumerable.Range(0, _width).Select(i => i < Channels ? 2.5 : 0)];

        public void Forward()
        {
            var (sum, squares) = (new double[_width], new double[_width]);
            foreach (var (first, rows) in new[] { (0, 5), (5, Count - 5) })
                ChannelNorm.AccumulateMoments(rows, X.Pointer + first * _width, _width, Shift, sum, squares);
            ChannelNorm.Moments(Count, Shift, sum, squares, Mean, Variance);
            ChannelNorm.Forward(Count, X.Pointer, Z.Pointer, _width, Packed(UsedMean).Pointer, Packed(Inverse).Pointer);
        }

        public void Backward()
        {
            var (sum, product) = (new double[_width], new double[_width]);
            foreach (var (first, rows) in new[] { (0, 5), (5, Count - 5) })
            {
                var at = first * _width;
                ChannelNorm.AccumulateErrors(rows, Z.Pointer + at, Error.Pointer + at, _width, sum, product);
            }

            var (offset, slope) = (Packed(new double[_width]), Packed(new double[_width]));
            ChannelNorm.Share(share / Count, UsedMean, UsedVariance, Mean, sum, product, offset.Span, slope.Span);
            var inverse = Packed(Inverse);
            Diagonal.MultiplyAdd(Count, _width, Error.Pointer, inverse.Pointer, Dx.Pointer);
            ChannelNorm.Finish(
                Count, X.Pointer, Dx.Pointer, _width, Packed(UsedMean).Pointer, inverse.Pointer, offset.Pointer,
                slope.Pointer);
        }

        // Running statistics 2 and 0.5, of which the batch takes a share.
        private double[] UsedMean => [.. Mean.Select((m, i) => i < Channels ? (1 - share) * 2 + share * m : 0)];

        private double[] UsedVariance => [.. Variance.Select(v => (1 - share) * 0.5 + share * v)];

        private double[] Inverse => [.. UsedVariance.Select(v => 1 / Math.Sqrt(v + 1e-5))];

        private AlignedBuffer<T> Packed(double[] values)
        {
            _kept.Add(new AlignedBuffer<T>(values));
            return _kept[^1];
        }
    }

    [Fact]
    public void Moments_of_pieces_are_those_of_the_batch_and_channels_come_out_normal()
    {
        Normalised<float>(1e-6);
        Normalised<double>(1e-14);

        static void Normalised<T>(double tolerance)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var batch = new Batch<T>(share: 1);
            batch.Forward();
            var width = Rows.Width<T>(Channels);
            for (var i = 0; i < Channels; i++)
            {
                var values = Enumerable.Range(0, Count)
                    .Select(r => double.CreateChecked(batch.X.Span[r * width + i])).ToArray();
                var mean = values.Average();
                var variance = values.Average(v => (v - mean) * (v - mean));
                batch.Mean[i].ShouldBe(mean, 1e-14);
                batch.Variance[i].ShouldBe(variance, 1e-13);
                for (var row = 0; row < Count; row++)
                {
                    double.CreateChecked(batch.Z.Span[row * width + i])
                        .ShouldBe((values[row] - mean) / Math.Sqrt(variance + 1e-5), 5 * tolerance);
                }
            }

            Rows.PaddingIsZero(batch.Z, Count, Channels);
            GC.KeepAlive(batch);
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.3)]
    [InlineData(0.0)]
    public void An_error_reaches_the_input_also_through_the_statistics(double share)
    {
        // Mutations: the term with m − μ left out (red at 0.3 only), 2 dv → dv, n − 1 for n.
        var batch = new Batch<double>(share);
        batch.Forward();
        batch.Backward();
        Rows.PaddingIsZero(batch.Dx, Count, Channels);
        Rows.IsTheDerivativeOf(batch.Dx, batch.X, Count, Channels, () =>
        {
            batch.Forward();
            return Rows.Dot(batch.Z, batch.Error);
        });
        GC.KeepAlive(batch);
    }

    [Fact]
    public void Float_errors_agree_with_double_ones()
    {
        var (single, twice) = (new Batch<float>(0.3), new Batch<double>(0.3));
        foreach (var action in new Action[] { single.Forward, single.Backward, twice.Forward, twice.Backward })
            action();
        for (var row = 0; row < Count; row++)
        {
            for (var i = 0; i < Channels; i++)
                ((double)single.Dx.Span[row * 16 + i]).ShouldBe(twice.Dx.Span[row * 16 + i], 3e-6);
        }

        GC.KeepAlive(single);
        GC.KeepAlive(twice);
    }
}

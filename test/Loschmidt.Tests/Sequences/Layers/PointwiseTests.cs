using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Tests.Sequences.Layers;

public sealed unsafe class PointwiseTests
{
    private const int Count = 4;
    private const int Channels = 21;

    [Fact]
    public void Gelu_is_its_formula_and_keeps_padding_at_zero()
    {
        // Mutations: 0.044715 → 0.0447, √(2/π) → √(π/2), the factor ½.
        Formula<float>(1e-6);
        Formula<double>(1e-15);

        static void Formula<T>(double tolerance)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var o = Rows.Random<T>(Count, Channels, 1);
            var v = new AlignedBuffer<T>(o.Length);
            Gelu.Forward(o.Pointer, v.Pointer, o.Length);
            for (var i = 0; i < o.Length; i++)
            {
                var x = double.CreateChecked(o.Span[i]);
                var expected = 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
                double.CreateChecked(v.Span[i]).ShouldBe(expected, tolerance);
            }

            Rows.PaddingIsZero(v, Count, Channels);
        }
    }

    [Fact]
    public void Gelu_pulls_an_error_back_by_its_derivative()
    {
        var o = Rows.Random<double>(Count, Channels, 1);
        var (v, dv) = (new AlignedBuffer<double>(o.Length), Rows.Random<double>(Count, Channels, 2));
        var error = new AlignedBuffer<double>(o.Length);
        Gelu.Backward(o.Pointer, dv.Pointer, error.Pointer, o.Length);
        Rows.PaddingIsZero(error, Count, Channels);
        Rows.IsTheDerivativeOf(error, o, Count, Channels, () =>
        {
            Gelu.Forward(o.Pointer, v.Pointer, o.Length);
            return Rows.Dot(v, dv);
        });

        Gelu.Backward(o.Pointer, dv.Pointer, dv.Pointer, o.Length);
        dv.Span.SequenceEqual(error.Span).ShouldBeTrue();
    }

    [Fact]
    public void Float_errors_agree_with_double_ones()
    {
        var (o, dv) = (Rows.Random<double>(Count, 16, 1), Rows.Random<double>(Count, 16, 2));
        var (single, singleError) = (Rows.Random<float>(Count, 16, 1), Rows.Random<float>(Count, 16, 2));
        Gelu.Backward(o.Pointer, dv.Pointer, dv.Pointer, o.Length);
        Gelu.Backward(single.Pointer, singleError.Pointer, singleError.Pointer, o.Length);
        for (var i = 0; i < o.Length; i++)
            ((double)singleError.Span[i]).ShouldBe(dv.Span[i], 2e-6);
        GC.KeepAlive(single);
    }

    [Fact]
    public void A_gate_opens_by_the_logistic_of_its_second_half()
    {
        Formula<float>(1e-6);
        Formula<double>(1e-15);

        static void Formula<T>(double tolerance)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var width = Rows.Width<T>(Channels);
            var ab = Rows.Random<T>(2 * Count, Channels, 3);
            var before = ab.Span.ToArray();
            var u = new AlignedBuffer<T>(Count * width);
            Gate.Forward(Count, ab.Pointer, u.Pointer, width);
            for (var i = 0; i < u.Length; i++)
            {
                var at = i / width * 2 * width + i % width;
                var (a, b) = (double.CreateChecked(before[at]), double.CreateChecked(before[at + width]));
                double.CreateChecked(u.Span[i]).ShouldBe(a / (1 + Math.Exp(-b)), tolerance);
            }

            Rows.PaddingIsZero(u, Count, Channels);
            GC.KeepAlive(ab);
        }
    }

    [Fact]
    public void A_gate_pulls_an_error_back_into_both_halves()
    {
        var width = Rows.Width<double>(Channels);
        var ab = Rows.Random<double>(2 * Count, Channels, 3);
        var (u, du) = (new AlignedBuffer<double>(Count * width), Rows.Random<double>(Count, Channels, 4));
        var error = new AlignedBuffer<double>(ab.Length);
        ab.Span.CopyTo(error.Span);
        Gate.Forward(Count, error.Pointer, u.Pointer, width);
        Gate.Backward(Count, error.Pointer, du.Pointer, width);
        Rows.PaddingIsZero(error, 2 * Count, Channels);

        var scratch = new AlignedBuffer<double>(ab.Length);
        Rows.IsTheDerivativeOf(error, ab, 2 * Count, Channels, () =>
        {
            ab.Span.CopyTo(scratch.Span);
            Gate.Forward(Count, scratch.Pointer, u.Pointer, width);
            return Rows.Dot(u, du);
        });
    }

    [Fact]
    public void No_layer_allocates()
    {
        var (x, y) = (Rows.Random<float>(16, 40, 1), Rows.Random<float>(16, 40, 2));
        var error = Rows.Random<float>(16, 40, 3);
        var (inverse, width) = (new AlignedBuffer<float>(48), x.Length / 16);
        var (sum, squares, shift) = (new double[width], new double[width], new double[width]);
        var dropout = new Dropout(1, 0.1);
        long allocated = 1;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Gelu.Forward(x.Pointer, y.Pointer, x.Length);
            Gelu.Backward(x.Pointer, error.Pointer, y.Pointer, x.Length);
            Gate.Forward(8, x.Pointer, y.Pointer, width);
            Gate.Backward(8, x.Pointer, error.Pointer, width);
            StepNorm.Forward(16, x.Pointer, y.Pointer, width, 40, inverse.Pointer);
            StepNorm.Backward(16, y.Pointer, error.Pointer, x.Pointer, width, 40, inverse.Pointer);
            ChannelNorm.AccumulateMoments(16, x.Pointer, width, shift, sum, squares);
            ChannelNorm.AccumulateErrors(16, x.Pointer, error.Pointer, width, sum, squares);
            ChannelNorm.Forward(16, x.Pointer, y.Pointer, width, inverse.Pointer, inverse.Pointer);
            dropout.Apply(0, 0, 0, 8, 2, x.Pointer, width, 2 * width);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        allocated.ShouldBe(0);
        foreach (var buffer in new[] { x, y, error, inverse })
            GC.KeepAlive(buffer);
    }
}

using System.Numerics;
using Loschmidt.Numerics;
using Loschmidt.Sequences.Layers;

namespace Loschmidt.Tests.Sequences.Layers;

public sealed unsafe class StepNormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(37)]
    public void Rows_come_out_with_mean_zero_and_variance_one_whatever_their_padding(int channels)
    {
        // Mutation: the last vector without its mask, whose padding then counts as numbers −mean.
        Normalised<float>(channels, 3e-6);
        Normalised<double>(channels, 3e-15);
    }

    private static void Normalised<T>(int channels, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Count = 6;
        var width = Rows.Width<T>(channels);
        var x = Rows.Random<T>(Count, channels, 1, mean: 2);
        var (z, inverse) = (new AlignedBuffer<T>(x.Length), new AlignedBuffer<T>(Count));
        z.Span.Fill(T.One);
        StepNorm.Forward(Count, x.Pointer, z.Pointer, width, channels, inverse.Pointer);
        Rows.PaddingIsZero(z, Count, channels);
        for (var row = 0; row < Count; row++)
        {
            var values = Enumerable.Range(row * width, channels)
                .Select(i => double.CreateChecked(x.Span[i])).ToArray();
            var mean = values.Average();
            var scale = 1 / Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) + 1e-5);
            double.CreateChecked(inverse.Span[row]).ShouldBe(scale, scale * tolerance);
            for (var i = 0; i < channels; i++)
                double.CreateChecked(z.Span[row * width + i]).ShouldBe((values[i] - mean) * scale, tolerance * scale);
        }

        var alone = new AlignedBuffer<T>(width);
        StepNorm.Forward(1, x.Pointer + 3 * width, alone.Pointer, width, channels, inverse.Pointer);
        alone.Span.SequenceEqual(z.Span.Slice(3 * width, width)).ShouldBeTrue();
        GC.KeepAlive(x);
        GC.KeepAlive(inverse);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(19)]
    public void An_error_is_pulled_back_and_added_to_what_came_past_the_norm(int channels)
    {
        const int Count = 3;
        var width = Rows.Width<double>(channels);
        var (x, error) = (Rows.Random<double>(Count, channels, 1, mean: 2), Rows.Random<double>(Count, channels, 2));
        var (z, dx) = (new AlignedBuffer<double>(x.Length), Rows.Random<double>(Count, channels, 3));
        var past = new AlignedBuffer<double>(x.Length);
        dx.Span.CopyTo(past.Span);
        var inverse = new AlignedBuffer<double>(Count);
        StepNorm.Forward(Count, x.Pointer, z.Pointer, width, channels, inverse.Pointer);
        StepNorm.Backward(Count, z.Pointer, error.Pointer, dx.Pointer, width, channels, inverse.Pointer);
        Rows.PaddingIsZero(dx, Count, channels);
        Rows.IsTheDerivativeOf(dx, x, Count, channels, () =>
        {
            StepNorm.Forward(Count, x.Pointer, z.Pointer, width, channels, inverse.Pointer);
            return Rows.Dot(z, error) + Rows.Dot(x, past);
        });
    }
}

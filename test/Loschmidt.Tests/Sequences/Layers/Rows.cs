using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Sequences.Layers;

/// <summary>Padded rows of random numbers and what is asked of every layer.</summary>
internal static unsafe class Rows
{
    /// <summary>Channels padded to whole vectors.</summary>
    public static int Width<T>(int channels) =>
        (channels + Vector512<T>.Count - 1) / Vector512<T>.Count * Vector512<T>.Count;

    /// <summary>Normal numbers, zero in the padding.</summary>
    public static AlignedBuffer<T> Random<T>(int rows, int channels, uint which, double mean = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(which, "rows");
        var width = Width<T>(channels);
        var buffer = new AlignedBuffer<T>(rows * width);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < channels; i++)
                buffer.Span[row * width + i] = T.CreateChecked(mean + stream.Normal((uint)row, (uint)i));
        }

        return buffer;
    }

    public static void PaddingIsZero<T>(AlignedBuffer<T> buffer, int rows, int channels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = buffer.Length / rows;
        for (var row = 0; row < rows; row++)
            buffer.Span.Slice(row * width + channels, width - channels).ContainsAnyExcept(T.Zero).ShouldBeFalse();
    }

    public static double Dot<T>(AlignedBuffer<T> a, AlignedBuffer<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += double.CreateChecked(a.Span[i]) * double.CreateChecked(b.Span[i]);
        return sum;
    }

    /// <summary>
    /// Compares an error with central differences of Σ out·weight, element by element where the input is not padding.
    /// </summary>
    public static void IsTheDerivativeOf(
        AlignedBuffer<double> error, AlignedBuffer<double> input, int rows, int channels, Func<double> cost)
    {
        const double h = 1e-5;
        var width = input.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < channels; i++)
            {
                ref var x = ref input.Span[row * width + i];
                var at = x;
                x = at + h;
                var up = cost();
                x = at - h;
                var down = cost();
                x = at;
                error.Span[row * width + i].ShouldBe((up - down) / (2 * h), 1e-8); // truncation 1e-10, rounding 1e-10: two orders of room
            }
        }
    }
}

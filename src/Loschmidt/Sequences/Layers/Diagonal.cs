using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Layers;

/// <summary>Element-wise products and sums of rows, channels innermost; widths are whole 512-bit vectors.</summary>
internal static unsafe class Diagonal
{
    /// <summary>y += x∘d, row by row.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="x">[rows × width].</param>
    /// <param name="d">[width].</param>
    /// <param name="y">[rows × width], <b>accumulated</b>.</param>
    public static void MultiplyAdd<T>(int rows, int width, T* x, T* d, T* y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vector = Vector512<T>.Count;
        for (var row = 0; row < rows; row++, x += width, y += width)
        {
            for (var k = 0; k < width; k += vector)
            {
                Fused.MultiplyAdd(Vector512.Load(x + k), Vector512.Load(d + k), Vector512.Load(y + k)).Store(y + k);
            }
        }
    }

    /// <summary>sum = a + b; any of them may be the same.</summary>
    public static void Add<T>(int count, T* a, T* b, T* sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < count; i += Vector512<T>.Count)
        {
            (Vector512.Load(a + i) + Vector512.Load(b + i)).Store(sum + i);
        }
    }

    /// <summary>sums += Σ over rows of a∘b; rows are summed in <typeparamref name="T"/>, the sum is added in double.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="a">[rows × width].</param>
    /// <param name="b">[rows × width].</param>
    /// <param name="sums">[width], <b>accumulated</b>.</param>
    public static void AccumulateProducts<T>(int rows, int width, T* a, T* b, Span<double> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vector = Vector512<T>.Count;
        for (var k = 0; k < width; k += vector)
        {
            var sum = Vector512<T>.Zero;
            for (var row = 0; row < rows; row++)
            {
                var at = ((long)row * width) + k;
                sum = Fused.MultiplyAdd(Vector512.Load(a + at), Vector512.Load(b + at), sum);
            }

            for (var i = 0; i < vector; i++)
            {
                sums[k + i] += double.CreateTruncating(sum[i]);
            }
        }
    }
}

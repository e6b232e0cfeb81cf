using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Linear;

/// <summary>
/// Dense layers on rows (one row a time step of a lane, channels along it): products and the sums of their gradients.
/// </summary>
/// <remarks>
/// Rows of results reach to whole vectors; where the right factor is zero in its padding, so is the result. A row's
/// numbers are the same, to the bit, whatever other rows a call covers. Nothing is allocated. Alignment matters for
/// speed alone.
/// </remarks>
internal static unsafe class RowGemm
{
    // This much of a panel, 32 KiB, stays in the first cache while the rows pass; sums go on from y where they paused,
    // to the bit.
    private const int DepthBlock = 128;

    /// <summary>y = C₀ + xW, where C₀ is y itself, the bias or zero.</summary>
    /// <param name="rows">Rows of x and y.</param>
    /// <param name="x">[rows × K], K = rows of <paramref name="w"/>.</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="w">W, [K × M].</param>
    /// <param name="y">[rows × Width], overwritten or accumulated, padding included; not part of x.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    /// <param name="bias">[Width] with zeros as padding, or null; not asked where
    /// <paramref name="accumulate"/>.</param>
    /// <param name="accumulate">Whether the product is added to y.</param>
    public static void Multiply<T>(
        int rows, T* x, int xStride, PackedMatrix<T> w, T* y, int yStride, T* bias, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var v = 0; v < w.Vectors;)
        {
            var panel = PackedMatrix<T>.PanelVectors(w.Vectors - v);
            nint first = v * Vector512<T>.Count;
            nint width = panel * Vector512<T>.Count;
            var start = accumulate ? y + first : bias != null ? bias + first : Constants<T>.Zeros.Pointer;
            var startRow = accumulate ? yStride : 0;
            for (var k = 0; k < w.Rows; k += DepthBlock)
            {
                RowTiles.Panel(
                    new RowTile<T>
                    {
                        A = x + k, ARow = xStride, ADepth = 1,
                        B = w.Pointer + first * w.Rows + k * width, BDepth = width,
                        Start = start, StartRow = startRow,
                        C = y + first, CRow = yStride, Depth = Math.Min(DepthBlock, w.Rows - k),
                    },
                    rows,
                    panel);
                start = y + first;
                startRow = yStride;
            }

            v += panel;
        }

        GC.KeepAlive(w);
    }

    /// <summary>
    /// gradient += xᵀy: products are summed over the rows of the call in <typeparamref name="T"/>, then added in
    /// double.
    /// </summary>
    /// <param name="rows">Rows of x and y.</param>
    /// <param name="x">[rows × k].</param>
    /// <param name="xStride">Elements from one row of x to the next.</param>
    /// <param name="k">Numbers of a row of x.</param>
    /// <param name="y">[rows × columns]; read to whole vectors.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    /// <param name="columns">Numbers of a row of y that count.</param>
    /// <param name="gradient">[k × columns], <b>accumulated</b>.</param>
    [SkipLocalsInit]
    public static void AccumulateOuter<T>(
        int rows, T* x, int xStride, int k, T* y, int yStride, int columns, Span<double> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gradient.Length, k * columns, nameof(gradient));
        var width = Vector512<T>.Count;
        var vectors = (columns + width - 1) / width;
        // As many rows of the gradient at a time as the largest tile of the panel has: sixteen vectors.
        var sums = stackalloc T[16 * width];
        fixed (double* to = gradient)
        {
            for (var v = 0; v < vectors;)
            {
                var panel = PackedMatrix<T>.PanelVectors(vectors - v);
                var first = v * width;
                var count = Math.Min(panel * width, columns - first);
                var height = 16 / panel;
                for (var row = 0; row < k; row += height)
                {
                    var here = Math.Min(height, k - row);
                    RowTiles.Panel(
                        new RowTile<T>
                        {
                            A = x + row, ARow = 1, ADepth = xStride,
                            B = y + first, BDepth = yStride,
                            Start = Constants<T>.Zeros.Pointer, StartRow = 0,
                            C = sums, CRow = panel * width, Depth = rows,
                        },
                        here,
                        panel);
                    for (var i = 0; i < here; i++)
                        Add(sums + i * panel * width, to + (nint)(row + i) * columns + first, count);
                }

                v += panel;
            }
        }
    }

    /// <summary>
    /// gradient += column sums of y: summed over the rows of the call in <typeparamref name="T"/>, then added in
    /// double.
    /// </summary>
    /// <param name="rows">Rows of y.</param>
    /// <param name="y">[rows × columns]; read to whole vectors.</param>
    /// <param name="yStride">Elements from one row of y to the next.</param>
    /// <param name="columns">Numbers of a row that count.</param>
    /// <param name="gradient">[columns], <b>accumulated</b>.</param>
    [SkipLocalsInit]
    public static void AccumulateColumns<T>(int rows, T* y, int yStride, int columns, Span<double> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gradient.Length, columns, nameof(gradient));
        var width = Vector512<T>.Count;
        var sums = stackalloc T[width];
        fixed (double* to = gradient)
        {
            for (var first = 0; first < columns; first += width)
            {
                // Four chains, so that an addition does not wait for the one before; which rows share one depends on
                // the row alone.
                var (even, odd) = (Vector512<T>.Zero, Vector512<T>.Zero);
                var (third, fourth) = (Vector512<T>.Zero, Vector512<T>.Zero);
                var from = y + first;
                var row = 0;
                for (; row + 4 <= rows; row += 4, from += 4 * (nint)yStride)
                {
                    even += Vector512.Load(from);
                    odd += Vector512.Load(from + yStride);
                    third += Vector512.Load(from + 2 * (nint)yStride);
                    fourth += Vector512.Load(from + 3 * (nint)yStride);
                }

                for (; row < rows; row++, from += yStride)
                    even += Vector512.Load(from);
                (even + odd + (third + fourth)).Store(sums);
                Add(sums, to + first, Math.Min(width, columns - first));
            }
        }
    }

    /// <summary>Adds numbers to doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T* from, double* to, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        for (; i + Vector512<double>.Count <= count; i += Vector512<double>.Count)
        {
            var value = typeof(T) == typeof(float)
                ? Vector512.WidenLower(Vector256.Load((float*)from + i).ToVector512Unsafe())
                : Vector512.Load((double*)from + i);
            (Vector512.Load(to + i) + value).Store(to + i);
        }

        for (; i < count; i++)
            to[i] += double.CreateTruncating(from[i]);
    }

    private static class Constants<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <summary>As many zeros as a panel is wide.</summary>
        public static readonly AlignedBuffer<T> Zeros = new(4L * Vector512<T>.Count);
    }
}

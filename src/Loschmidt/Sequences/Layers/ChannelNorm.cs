using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Layers;

/// <summary>The pieces of a normalisation of every channel over batch and time, each for some rows at a time.</summary>
/// <remarks>
/// Statistics are sums of x − s and (x − s)² in double, with a shift s near the mean (the running mean, or the first
/// row) that all pieces share: one pass, no merging of means, and with the shift nothing of note cancels. All that
/// belongs to channels is [width]; padding stays zero where it is zero in what is given. Sums run row by row, channel
/// by channel, each in one chain. Nothing is allocated.
/// </remarks>
internal static unsafe class ChannelNorm
{
    /// <summary>What keeps a constant channel from dividing by zero.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Adds Σ(x − s) and Σ(x − s)² of some rows.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="x">[rows × width].</param>
    /// <param name="width">Numbers from one row to the next, whole vectors.</param>
    /// <param name="shift">s, [width], the same for all rows of a batch.</param>
    /// <param name="sum">[width], <b>accumulated</b>.</param>
    /// <param name="squares">[width], <b>accumulated</b>.</param>
    public static void AccumulateMoments<T>(
        int rows, T* x, int width, ReadOnlySpan<double> shift, Span<double> sum, Span<double> squares)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < width; i += Vector512<double>.Count)
        {
            var s = Vector512.Create(shift[i..]);
            var first = Vector512.Create<double>(sum[i..]);
            var second = Vector512.Create<double>(squares[i..]);
            var from = x + i;
            for (var row = 0; row < rows; row++, from += width)
            {
                var d = Widened.Eight(from) - s;
                first += d;
                second += d * d;
            }

            first.CopyTo(sum[i..]);
            second.CopyTo(squares[i..]);
        }
    }

    /// <summary>
    /// Batch mean s + Σ(x − s)/n and biased batch variance from the sums of n rows; both overwritten.
    /// </summary>
    /// <param name="count">n, rows of the whole batch.</param>
    /// <param name="shift">s, [width].</param>
    /// <param name="sum">[width].</param>
    /// <param name="squares">[width].</param>
    /// <param name="mean">[width]; may be <paramref name="sum"/>.</param>
    /// <param name="variance">[width]; may be <paramref name="squares"/>.</param>
    public static void Moments(
        double count, ReadOnlySpan<double> shift, ReadOnlySpan<double> sum, ReadOnlySpan<double> squares,
        Span<double> mean, Span<double> variance)
    {
        for (var i = 0; i < shift.Length; i++)
        {
            var (first, second) = (sum[i] / count, squares[i] / count);
            mean[i] = shift[i] + first;
            variance[i] = Math.Max(0, second - first * first);
        }
    }

    /// <summary>z = (x − mean) · inverse, inverse = 1/√(variance + 10⁻⁵); in place is fine.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="x">[rows × width].</param>
    /// <param name="z">[rows × width], overwritten.</param>
    /// <param name="width">Numbers from one row to the next, whole vectors.</param>
    /// <param name="mean">[width], zero in the padding.</param>
    /// <param name="inverse">[width], finite in the padding.</param>
    public static void Forward<T>(int rows, T* x, T* z, int width, T* mean, T* inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++, x += width, z += width)
        {
            for (var i = 0; i < width; i += Vector512<T>.Count)
                ((Vector512.Load(x + i) - Vector512.Load(mean + i)) * Vector512.Load(inverse + i)).Store(z + i);
        }
    }

    /// <summary>Adds ΣG and ΣG z of some rows.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="z">[rows × width], the normalised rows.</param>
    /// <param name="error">G = ∂C/∂z, [rows × width].</param>
    /// <param name="width">Numbers from one row to the next, whole vectors.</param>
    /// <param name="sum">[width], <b>accumulated</b>.</param>
    /// <param name="product">[width], <b>accumulated</b>.</param>
    public static void AccumulateErrors<T>(int rows, T* z, T* error, int width, Span<double> sum, Span<double> product)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < width; i += Vector512<double>.Count)
        {
            var first = Vector512.Create<double>(sum[i..]);
            var second = Vector512.Create<double>(product[i..]);
            var normal = z + i;
            var from = error + i;
            for (var row = 0; row < rows; row++, normal += width, from += width)
            {
                var g = Widened.Eight(from);
                first += g;
                second += g * Widened.Eight(normal);
            }

            first.CopyTo(sum[i..]);
            second.CopyTo(product[i..]);
        }
    }

    /// <summary>
    /// What the statistics' own dependence on x adds to an error, as a line in z: overwrites offset and slope.
    /// </summary>
    /// <remarks>
    /// ∂C/∂x = G/σ + (ρ/n)(∂C/∂m + 2 ∂C/∂v (x − μ)) with ∂C/∂m = −ΣG/σ, ∂C/∂v = −½ ΣG z/σ², σ² = v + 10⁻⁵, and x − μ =
    /// σz + m − μ, hence slope = −(ρ/n) ΣG z/σ and offset = −(ρ/n)(ΣG + ΣG z (m − μ)/σ)/σ.
    /// </remarks>
    /// <param name="share">ρ/n: the share of the batch in the statistics used (1, or that of the running average) by
    /// its number of rows.</param>
    /// <param name="used">m, mean that was used, [width].</param>
    /// <param name="variance">v, variance that was used, [width].</param>
    /// <param name="batch">μ, mean of the batch, [width].</param>
    /// <param name="sum">ΣG of the whole batch, [width].</param>
    /// <param name="product">ΣG z of the whole batch, [width].</param>
    /// <param name="offset">[width].</param>
    /// <param name="slope">[width].</param>
    public static void Share<T>(
        double share, ReadOnlySpan<double> used, ReadOnlySpan<double> variance, ReadOnlySpan<double> batch,
        ReadOnlySpan<double> sum, ReadOnlySpan<double> product, Span<T> offset, Span<T> slope)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < used.Length; i++)
        {
            var inverse = 1 / Math.Sqrt(variance[i] + Epsilon);
            offset[i] = T.CreateTruncating(-share * inverse * (sum[i] + product[i] * inverse * (used[i] - batch[i])));
            slope[i] = T.CreateTruncating(-share * inverse * product[i]);
        }
    }

    /// <summary>
    /// dx += offset + slope · z, z = (x − mean) · inverse: what <see cref="Share"/> found, once the whole batch is
    /// known.
    /// </summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="x">[rows × width], before the normalisation.</param>
    /// <param name="dx">[rows × width], <b>accumulated</b>: G · inverse, and what came past the normalisation, are
    /// already there.</param>
    /// <param name="width">Numbers from one row to the next, whole vectors.</param>
    /// <param name="mean">[width].</param>
    /// <param name="inverse">[width].</param>
    /// <param name="offset">[width], zero in the padding.</param>
    /// <param name="slope">[width].</param>
    public static void Finish<T>(int rows, T* x, T* dx, int width, T* mean, T* inverse, T* offset, T* slope)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++, x += width, dx += width)
        {
            for (var i = 0; i < width; i += Vector512<T>.Count)
            {
                var z = (Vector512.Load(x + i) - Vector512.Load(mean + i)) * Vector512.Load(inverse + i);
                var shared = Fused.MultiplyAdd(Vector512.Load(slope + i), z, Vector512.Load(offset + i));
                (Vector512.Load(dx + i) + shared).Store(dx + i);
            }
        }
    }
}

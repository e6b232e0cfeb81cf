using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Layers;

/// <summary>
/// Normalises every row over its own channels: z = (x − mean)/√(variance + 10⁻⁵), the variance biased, no trained scale
/// or shift.
/// </summary>
/// <remarks>
/// Rows are padded to whole vectors, the last of which holds at least one channel; padding takes no part and becomes
/// zero. A row's numbers do not depend on other rows. Nothing is allocated.
/// </remarks>
internal static unsafe class StepNorm
{
    /// <summary>What keeps a constant row from dividing by zero.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Overwrites z and what the way back needs; in place is fine.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="x">[rows × width].</param>
    /// <param name="z">[rows × width].</param>
    /// <param name="width">Numbers from one row to the next: the channels, padded to whole vectors.</param>
    /// <param name="channels">Numbers of a row that count.</param>
    /// <param name="inverse">[rows]: 1/√(variance + 10⁻⁵).</param>
    public static void Forward<T>(int rows, T* x, T* z, int width, int channels, T* inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var keep = LastVector<T>(channels);
        var last = width - Vector512<T>.Count;
        var share = T.One / T.CreateTruncating(channels);
        for (var row = 0; row < rows; row++, x += width, z += width)
        {
            var sum = Vector512.Load(x + last) & keep;
            for (var i = 0; i < last; i += Vector512<T>.Count)
                sum += Vector512.Load(x + i);
            var mean = Vector512.Create(Vector512.Sum(sum) * share);

            // A second pass over numbers that are still in the first cache, instead of a difference of large sums.
            var end = (Vector512.Load(x + last) - mean) & keep;
            var squares = end * end;
            for (var i = 0; i < last; i += Vector512<T>.Count)
            {
                var d = Vector512.Load(x + i) - mean;
                squares += d * d;
            }

            var scale = T.One / T.Sqrt(Vector512.Sum(squares) * share + T.CreateTruncating(Epsilon));
            inverse[row] = scale;
            var factor = Vector512.Create(scale);
            for (var i = 0; i < last; i += Vector512<T>.Count)
                ((Vector512.Load(x + i) - mean) * factor).Store(z + i);
            (end * factor).Store(z + last);
        }
    }

    /// <summary>dx += (G − ⟨G⟩ − z⟨G z⟩)/√(variance + 10⁻⁵), ⟨·⟩ the mean over the channels of the row.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="z">[rows × width], the normalised rows.</param>
    /// <param name="error">G = ∂C/∂z, [rows × width], zero in the padding.</param>
    /// <param name="dx">[rows × width], <b>accumulated</b>: what came past the normalisation is already there.</param>
    /// <param name="width">Numbers from one row to the next.</param>
    /// <param name="channels">Numbers of a row that count.</param>
    /// <param name="inverse">[rows], from the way out.</param>
    public static void Backward<T>(int rows, T* z, T* error, T* dx, int width, int channels, T* inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var keep = LastVector<T>(channels);
        var last = width - Vector512<T>.Count;
        var share = T.One / T.CreateTruncating(channels);
        for (var row = 0; row < rows; row++, z += width, error += width, dx += width)
        {
            var (sum, product) = (Vector512<T>.Zero, Vector512<T>.Zero);
            for (var i = 0; i < width; i += Vector512<T>.Count)
            {
                var g = Vector512.Load(error + i);
                sum += g;
                product += g * Vector512.Load(z + i);
            }

            var mean = Vector512.Create(Vector512.Sum(sum) * share);
            var overlap = Vector512.Create(Vector512.Sum(product) * share);
            var factor = Vector512.Create(inverse[row]);
            for (var i = 0; i < last; i += Vector512<T>.Count)
            {
                var own = Vector512.Load(error + i) - mean - Vector512.Load(z + i) * overlap;
                (Vector512.Load(dx + i) + own * factor).Store(dx + i);
            }

            var rest = (Vector512.Load(error + last) - mean - Vector512.Load(z + last) * overlap) & keep;
            (Vector512.Load(dx + last) + rest * factor).Store(dx + last);
        }
    }

    /// <summary>All bits set where the last vector of a row holds a channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> LastVector<T>(int channels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var held = (channels - 1) % Vector512<T>.Count + 1;
        return Vector512.LessThan(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(held)));
    }
}

using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Unitary discrete Fourier transform of any length, many lanes side by side.</summary>
/// <remarks>
/// Forward: X_k = n^−½ Σ_j e^{−2πi jk/n} x_j; <see cref="Inverse"/> is its adjoint. A plan owns tables and scratch: calls
/// allocate nothing, but one plan serves one thread at a time. Cost O(n log n) for every n; a lane's bits depend
/// neither on the other lanes nor on how many there are.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class FourierTransform<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ColumnSweep<T> _sweep;

    /// <summary>Plans transforms of n points; allocates tables and scratch.</summary>
    /// <param name="length">n ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not positive.</exception>
    public FourierTransform(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _sweep = new ColumnSweep<T>(FourierColumns.Unitary<T>(length));
    }

    /// <summary>Points, n.</summary>
    public int Length => _sweep.Length;

    /// <summary>Transforms in place, with e^{−2πi jk/n}.</summary>
    /// <param name="re">[n × lanes], lanes innermost; overwritten.</param>
    /// <param name="im">[n × lanes]; overwritten.</param>
    /// <param name="lanes">Any positive count; fastest in multiples of 512 bits.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape says.</exception>
    public void Forward(Span<T> re, Span<T> im, int lanes)
    {
        Planes.Check(re, im, Length, lanes);
        fixed (T* r = re, i = im)
        {
            _sweep.Columns(r, i, lanes, lanes);
        }
    }

    /// <summary>Transforms in place, with e^{+2πi jk/n}: undoes <see cref="Forward"/> up to rounding.</summary>
    /// <inheritdoc cref="Forward"/>
    public void Inverse(Span<T> re, Span<T> im, int lanes) => Forward(im, re, lanes);
}

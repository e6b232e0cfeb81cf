using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Orthonormal sine transform (DST-I) of any length, many lanes side by side.</summary>
/// <remarks>
/// S_ki = (2/(N+1))^½ sin(πki/(N+1)), k, i = 1 … N: its own transpose and inverse. It diagonalises the second difference
/// with walls at 0 and N + 1, eigenvalue −4 sin²(πk/(2(N+1))). A plan owns tables and scratch: calls allocate nothing,
/// but one plan serves one thread at a time.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SineTransform<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ColumnSweep<T> _sweep;

    /// <summary>Plans transforms of N points; allocates tables and scratch.</summary>
    /// <param name="length">N ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not positive.</exception>
    public SineTransform(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _sweep = new ColumnSweep<T>(SineColumns.Create<T>(length));
    }

    /// <summary>Points, N.</summary>
    public int Length => _sweep.Length;

    /// <summary>Transforms both planes in place, each as real numbers; twice is the identity up to rounding.</summary>
    /// <param name="re">[N × lanes], lanes innermost; overwritten.</param>
    /// <param name="im">[N × lanes]; overwritten.</param>
    /// <param name="lanes">Any positive count; fastest in multiples of 512 bits.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape says.</exception>
    public void Apply(Span<T> re, Span<T> im, int lanes)
    {
        Planes.Check(re, im, Length, lanes);
        fixed (T* r = re, i = im)
        {
            _sweep.Columns(r, i, lanes, lanes);
        }
    }
}

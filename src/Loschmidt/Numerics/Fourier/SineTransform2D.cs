using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Orthonormal two-dimensional sine transform (DST-I), many lanes side by side.</summary>
/// <remarks>
/// <see cref="SineTransform{T}"/> along both axes: its own transpose and inverse. A plan owns tables and scratch: calls
/// allocate nothing, but one plan serves one thread at a time. A single lane is as fast as many.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SineTransform2D<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GridSweep<T> _grid;

    /// <summary>Plans transforms of a grid; allocates tables and scratch.</summary>
    /// <param name="rows">Slow direction, at least 1.</param>
    /// <param name="columns">Fast direction, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public SineTransform2D(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        _grid = new GridSweep<T>(SineColumns.Create<T>(rows), SineColumns.Create<T>(columns));
    }

    /// <summary>Sites of the slow direction.</summary>
    public int Rows => _grid.Rows;

    /// <summary>Sites of the fast direction.</summary>
    public int Columns => _grid.Columns;

    /// <summary>Transforms both planes in place, each as real numbers; twice is the identity up to rounding.</summary>
    /// <param name="re">[rows × columns × lanes], lanes innermost; overwritten.</param>
    /// <param name="im">[rows × columns × lanes]; overwritten.</param>
    /// <param name="lanes">Any positive count; fastest when 1 or a multiple of 512 bits.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape says.</exception>
    public void Apply(Span<T> re, Span<T> im, int lanes)
    {
        Planes.Check(re, im, Rows * Columns, lanes);
        fixed (T* r = re, i = im)
        {
            _grid.Transform(r, i, lanes);
        }
    }
}

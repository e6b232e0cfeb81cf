using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Scattering.Solvers;

/// <summary>A block G of A that is the same for all lanes, and its products with fields: real couplings cost half of complex ones.</summary>
/// <remarks>G = iJ with J real, or any complex matrix. Kept in both orientations, so that the four coefficients of a tile follow each other.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class SharedCoupling<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _real;
    private readonly int _rows;
    private readonly int _columns;
    private readonly AlignedBuffer<T> _re;
    private readonly AlignedBuffer<T> _im;
    private readonly AlignedBuffer<T> _reTransposed;
    private readonly AlignedBuffer<T> _imTransposed;
    private readonly AlignedBuffer<T> _second = new(LaneTiles<T>.Tile);

    /// <summary>Reserves memory.</summary>
    /// <param name="rows">Rows of G.</param>
    /// <param name="columns">Columns of G.</param>
    /// <param name="real">Whether G/i is real.</param>
    public SharedCoupling(int rows, int columns, bool real)
    {
        (_real, _rows, _columns) = (real, Padded(rows), Padded(columns));
        var length = (long)_rows * _columns;
        (_re, _reTransposed) = (new AlignedBuffer<T>(real ? 0 : length), new AlignedBuffer<T>(real ? 0 : length));
        (_im, _imTransposed) = (new AlignedBuffer<T>(length), new AlignedBuffer<T>(length));
    }

    /// <summary>Writes one entry.</summary>
    public void Set(int row, int column, Complex value)
    {
        var (at, transposed) = (row * _columns + column, column * _rows + row);
        _im.Pointer[at] = _imTransposed.Pointer[transposed] = T.CreateTruncating(value.Imaginary);
        if (!_real)
        {
            _re.Pointer[at] = _reTransposed.Pointer[transposed] = T.CreateTruncating(value.Real);
        }
    }

    /// <summary>sum_rc = Σ_k G_(row+r),k x_kc for four rows and two columns.</summary>
    /// <param name="row">First of the four rows; a multiple of four.</param>
    /// <param name="x">Two columns of a field that has as many rows as G has columns.</param>
    /// <param name="stride">Elements from one row of x to the next.</param>
    /// <param name="depth">Columns of G that count.</param>
    /// <param name="sum">[4 × 2] complex, overwritten.</param>
    public void Times(int row, T* x, nint stride, int depth, T* sum) =>
        Times(_reTransposed.Pointer + row, _imTransposed.Pointer + row, _rows, x, stride, depth, sum);

    /// <summary>sum_rc = Σ_k G_k,(column+r) x_kc for four columns of G and two of x.</summary>
    /// <param name="column">First of the four columns; a multiple of four.</param>
    /// <param name="x">Two columns of a field that has as many rows as G.</param>
    /// <param name="stride">Elements from one row of x to the next.</param>
    /// <param name="depth">Rows of G that count.</param>
    /// <param name="sum">[4 × 2] complex, overwritten.</param>
    public void TransposedTimes(int column, T* x, nint stride, int depth, T* sum) =>
        Times(_re.Pointer + column, _im.Pointer + column, _columns, x, stride, depth, sum);

    /// <summary>y = χ G_row,column, one complex number a lane.</summary>
    public void Scale(int row, int column, T* χ, T* y)
    {
        var w = Vector512<T>.Count;
        var im = Vector512.Create(_im.Pointer[row * _columns + column]);
        var (χRe, χIm) = (Vector512.Load(χ), Vector512.Load(χ + w));
        if (_real)
        {
            (-(im * χIm)).Store(y);
            (im * χRe).Store(y + w);
            return;
        }

        var re = Vector512.Create(_re.Pointer[row * _columns + column]);
        (re * χRe - im * χIm).Store(y);
        (im * χRe + re * χIm).Store(y + w);
    }

    private void Times(T* re, T* im, int stride, T* x, nint xStride, int depth, T* sum)
    {
        LaneTiles<T>.RealProducts(im, stride, x, xStride, depth, sum);
        // i(Σ Im G x), to which the real part of G adds as it is.
        var w = Vector512<T>.Count;
        if (!_real)
        {
            LaneTiles<T>.RealProducts(re, stride, x, xStride, depth, _second.Pointer);
        }

        for (nint e = 0; e < LaneTiles<T>.Tile; e += 2 * w)
        {
            var (a, b) = (Vector512.Load(sum + e), Vector512.Load(sum + e + w));
            if (_real)
            {
                (-b).Store(sum + e);
                a.Store(sum + e + w);
            }
            else
            {
                (Vector512.Load(_second.Pointer + e) - b).Store(sum + e);
                (Vector512.Load(_second.Pointer + e + w) + a).Store(sum + e + w);
            }
        }
    }

    private static int Padded(int count) => (count + 3) / 4 * 4;
}

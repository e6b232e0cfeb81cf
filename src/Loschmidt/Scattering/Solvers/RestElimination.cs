using System.Numerics;
using System.Numerics.Tensors;

namespace Loschmidt.Scattering.Solvers;

/// <summary>Solves A_QQ X = B once per θ, for the modes that no input reaches: LDLᵀ of one complex symmetric matrix, zeros skipped.</summary>
/// <remarks>Upper rows in split planes, so that every operation runs along a row. Without pivots: all modes are damped.</remarks>
internal sealed class RestElimination
{
    private readonly int _order;
    private readonly int _width;
    private readonly double[][] _re;
    private readonly double[][] _im;
    private readonly double[][] _xRe;
    private readonly double[][] _xIm;

    /// <summary>Reserves memory.</summary>
    /// <param name="order">Rows of A_QQ.</param>
    /// <param name="width">Columns of B.</param>
    public RestElimination(int order, int width)
    {
        (_order, _width) = (order, width);
        (_re, _im) = (Rows(order), Rows(order));
        (_xRe, _xIm) = (Rows(width), Rows(width));

        double[][] Rows(int length) => [.. Enumerable.Range(0, order).Select(_ => new double[length])];
    }

    /// <summary>Forgets the last matrix and its right-hand sides.</summary>
    public void Clear()
    {
        for (var row = 0; row < _order; row++)
        {
            Array.Clear(_re[row]);
            Array.Clear(_im[row]);
            Array.Clear(_xRe[row]);
            Array.Clear(_xIm[row]);
        }
    }

    /// <summary>Writes A_ab = A_ba.</summary>
    public void Set(int a, int b, Complex value) =>
        (_re[Math.Min(a, b)][Math.Max(a, b)], _im[Math.Min(a, b)][Math.Max(a, b)]) = (value.Real, value.Imaginary);

    /// <summary>Writes an entry of B.</summary>
    public void SetSource(int row, int column, Complex value) => (_xRe[row][column], _xIm[row][column]) = (value.Real, value.Imaginary);

    /// <summary>An entry of X, after <see cref="Solve"/>.</summary>
    public Complex this[int row, int column] => new(_xRe[row][column], _xIm[row][column]);

    /// <summary>B ← A_QQ⁻¹ B; the matrix is overwritten.</summary>
    public void Solve()
    {
        for (var k = 0; k < _order; k++)
        {
            var pivot = 1 / new Complex(_re[k][k], _im[k][k]);
            for (var i = k + 1; i < _order; i++)
            {
                var l = new Complex(_re[k][i], _im[k][i]) * pivot;
                if (l == Complex.Zero)
                {
                    continue;
                }

                Subtract(l, _re[k].AsSpan(i), _im[k].AsSpan(i), _re[i].AsSpan(i), _im[i].AsSpan(i));
                Subtract(l, _xRe[k], _xIm[k], _xRe[i], _xIm[i]);
            }
        }

        for (var k = _order - 1; k >= 0; k--)
        {
            for (var i = k + 1; i < _order; i++)
            {
                var entry = new Complex(_re[k][i], _im[k][i]);
                if (entry != Complex.Zero)
                {
                    Subtract(entry, _xRe[i], _xIm[i], _xRe[k], _xIm[k]);
                }
            }

            Divide(new Complex(_re[k][k], _im[k][k]), _xRe[k], _xIm[k]);
        }
    }

    private static void Subtract(Complex factor, ReadOnlySpan<double> fromRe, ReadOnlySpan<double> fromIm, Span<double> re, Span<double> im)
    {
        TensorPrimitives.MultiplyAdd(fromRe, -factor.Real, re, re);
        TensorPrimitives.MultiplyAdd(fromIm, factor.Imaginary, re, re);
        TensorPrimitives.MultiplyAdd(fromRe, -factor.Imaginary, im, im);
        TensorPrimitives.MultiplyAdd(fromIm, -factor.Real, im, im);
    }

    private void Divide(Complex pivot, double[] re, double[] im)
    {
        for (var column = 0; column < _width; column++)
        {
            var x = new Complex(re[column], im[column]) / pivot;
            (re[column], im[column]) = (x.Real, x.Imaginary);
        }
    }
}

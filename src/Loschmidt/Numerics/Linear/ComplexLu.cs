using System.Numerics;
using System.Numerics.Tensors;

namespace Loschmidt.Numerics.Linear;

/// <summary>PA = LU of a complex matrix with row pivots: plain and safe, the reference for faster solvers.</summary>
/// <remarks>Real and imaginary parts lie in planes, so that a row operation is four vectorised sweeps. (8/3)n³ real operations.</remarks>
internal sealed class ComplexLu
{
    private readonly int _n;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly int[] _rows;

    /// <summary>Reserves memory for n × n.</summary>
    public ComplexLu(int n) => (_n, _re, _im, _rows) = (n, new double[(long)n * n], new double[(long)n * n], new int[n]);

    /// <summary>Factors a matrix.</summary>
    /// <param name="matrix">[n × n], row by row; left alone.</param>
    /// <returns>−1, or the first column whose pivots all vanish to rounding: A has a null vector, see <see cref="NullVector"/>.</returns>
    public int Factor(ReadOnlySpan<Complex> matrix)
    {
        var largest = 0.0;
        for (var i = 0; i < _re.Length; i++)
        {
            (_re[i], _im[i]) = (matrix[i].Real, matrix[i].Imaginary);
            largest = Math.Max(largest, Math.Max(Math.Abs(_re[i]), Math.Abs(_im[i])));
        }

        for (var k = 0; k < _n; k++)
        {
            _rows[k] = k;
        }

        for (var k = 0; k < _n; k++)
        {
            var best = k;
            for (var i = k + 1; i < _n; i++)
            {
                best = Size(i, k) > Size(best, k) ? i : best;
            }

            // Rounding has stirred every entry by about this much.
            if (!(Size(best, k) > _n * Math.ScaleB(largest, -52)))
            {
                return k;
            }

            Exchange(k, best);
            var pivot = 1 / new Complex(_re[k * _n + k], _im[k * _n + k]);
            for (var i = k + 1; i < _n; i++)
            {
                var factor = At(i, k) * pivot;
                (_re[i * _n + k], _im[i * _n + k]) = (factor.Real, factor.Imaginary);
                if (factor != 0)
                {
                    Subtract(factor, k * _n + k + 1, i * _n + k + 1, _n - k - 1);
                }
            }
        }

        return -1;
    }

    /// <summary>x ← A⁻¹x.</summary>
    /// <param name="x">[n], overwritten.</param>
    public void Solve(Span<Complex> x)
    {
        var b = x[.._n].ToArray();
        for (var i = 0; i < _n; i++)
        {
            var sum = b[_rows[i]];
            for (var j = 0; j < i; j++)
            {
                sum -= At(i, j) * x[j];
            }

            x[i] = sum;
        }

        BackSubstitute(x, _n);
    }

    /// <summary>x ← (Aᵀ)⁻¹x, the transpose and not the conjugate transpose.</summary>
    /// <param name="x">[n], overwritten.</param>
    public void SolveTransposed(Span<Complex> x)
    {
        // Aᵀ = UᵀLᵀP.
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                x[i] -= At(j, i) * x[j];
            }

            x[i] /= At(i, i);
        }

        for (var i = _n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < _n; j++)
            {
                x[i] -= At(j, i) * x[j];
            }
        }

        var y = x[.._n].ToArray();
        for (var i = 0; i < _n; i++)
        {
            x[_rows[i]] = y[i];
        }
    }

    /// <summary>A vector that A maps to zero, after <see cref="Factor"/> stopped at a column.</summary>
    /// <param name="column">What it returned.</param>
    public Complex[] NullVector(int column)
    {
        var x = new Complex[_n];
        for (var i = 0; i < column; i++)
        {
            x[i] = -At(i, column);
        }

        BackSubstitute(x, column);
        x[column] = 1;
        return x;
    }

    private void BackSubstitute(Span<Complex> x, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < count; j++)
            {
                x[i] -= At(i, j) * x[j];
            }

            x[i] /= At(i, i);
        }
    }

    private Complex At(int row, int column) => new(_re[row * _n + column], _im[row * _n + column]);

    private double Size(int row, int column) => Math.Abs(_re[row * _n + column]) + Math.Abs(_im[row * _n + column]);

    private void Exchange(int a, int b)
    {
        if (a == b)
        {
            return;
        }

        (_rows[a], _rows[b]) = (_rows[b], _rows[a]);
        for (var j = 0; j < _n; j++)
        {
            (_re[a * _n + j], _re[b * _n + j]) = (_re[b * _n + j], _re[a * _n + j]);
            (_im[a * _n + j], _im[b * _n + j]) = (_im[b * _n + j], _im[a * _n + j]);
        }
    }

    /// <summary>row −= factor × pivot row, over the columns that are left.</summary>
    private void Subtract(Complex factor, int from, int to, int count)
    {
        var re = _re.AsSpan(from, count);
        var im = _im.AsSpan(from, count);
        var toRe = _re.AsSpan(to, count);
        var toIm = _im.AsSpan(to, count);
        TensorPrimitives.MultiplyAdd(re, -factor.Real, toRe, toRe);
        TensorPrimitives.MultiplyAdd(im, factor.Imaginary, toRe, toRe);
        TensorPrimitives.MultiplyAdd(im, -factor.Real, toIm, toIm);
        TensorPrimitives.MultiplyAdd(re, -factor.Imaginary, toIm, toIm);
    }
}

using System.Numerics;

namespace Loschmidt.Scattering.Solvers;

/// <summary>PA = LU of one complex matrix with row pivots, and solutions of Ax = b and Aᵀx = b.</summary>
internal sealed class PivotedFactor
{
    // A pivot this much smaller than the largest entry is rounding, not coupling.
    private const double Singular = 1e-14;

    private readonly int _order;
    private readonly int[] _rows;
    private readonly Complex[] _scratch;

    /// <summary>Reserves memory.</summary>
    public PivotedFactor(int order)
    {
        (_order, _rows) = (order, new int[order]);
        (Matrix, _scratch) = (new Complex[order * order], new Complex[order]);
    }

    /// <summary>A, row by row; overwritten by <see cref="Factor"/>.</summary>
    public Complex[] Matrix { get; }

    /// <summary>Factors A.</summary>
    /// <returns>−1, or the column in which no pivot is left.</returns>
    public int Factor()
    {
        var largest = Matrix.Max(Complex.Abs);
        for (var k = 0; k < _order; k++)
        {
            _rows[k] = k;
        }

        for (var k = 0; k < _order; k++)
        {
            var best = k;
            for (var i = k + 1; i < _order; i++)
            {
                if (Complex.Abs(Matrix[i * _order + k]) > Complex.Abs(Matrix[best * _order + k]))
                {
                    best = i;
                }
            }

            if (!(Complex.Abs(Matrix[best * _order + k]) > Singular * largest))
            {
                return k;
            }

            (_rows[k], _rows[best]) = (_rows[best], _rows[k]);
            var row = Matrix.AsSpan(k * _order, _order);
            var other = Matrix.AsSpan(best * _order, _order);
            for (var j = 0; best != k && j < _order; j++)
            {
                (row[j], other[j]) = (other[j], row[j]);
            }

            var pivot = 1 / row[k];
            for (var i = k + 1; i < _order; i++)
            {
                var below = Matrix.AsSpan(i * _order, _order);
                var l = below[k] *= pivot;
                for (var j = k + 1; l != Complex.Zero && j < _order; j++)
                {
                    below[j] -= l * row[j];
                }
            }
        }

        return -1;
    }

    /// <summary>x ← A⁻¹x, or A⁻ᵀx.</summary>
    public void Solve(Span<Complex> x, bool transposed)
    {
        if (transposed)
        {
            SolveTransposed(x);
            return;
        }

        for (var k = 0; k < _order; k++)
        {
            _scratch[k] = x[_rows[k]];
            for (var j = 0; j < k; j++)
            {
                _scratch[k] -= Matrix[k * _order + j] * _scratch[j];
            }
        }

        for (var k = _order - 1; k >= 0; k--)
        {
            for (var j = k + 1; j < _order; j++)
            {
                _scratch[k] -= Matrix[k * _order + j] * _scratch[j];
            }

            _scratch[k] /= Matrix[k * _order + k];
        }

        _scratch.CopyTo(x);
    }

    // Aᵀ = UᵀLᵀP.
    private void SolveTransposed(Span<Complex> x)
    {
        for (var k = 0; k < _order; k++)
        {
            for (var j = 0; j < k; j++)
            {
                x[k] -= Matrix[j * _order + k] * x[j];
            }

            x[k] /= Matrix[k * _order + k];
        }

        for (var k = _order - 1; k >= 0; k--)
        {
            for (var j = k + 1; j < _order; j++)
            {
                x[k] -= Matrix[j * _order + k] * x[j];
            }
        }

        for (var k = 0; k < _order; k++)
        {
            _scratch[_rows[k]] = x[k];
        }

        _scratch.CopyTo(x);
    }
}

namespace Loschmidt.Numerics.Linear;

/// <summary>A = V diag(λ) Vᵀ of a real symmetric matrix, by Jacobi's rotations: for matrices of tens of rows, set up once.</summary>
/// <param name="n">Rows.</param>
/// <param name="values">λ, [n], in no order.</param>
/// <param name="vectors">V, [n × n] row by row; column k belongs to λ_k.</param>
internal sealed class SymmetricEigen(int n, double[] values, double[] vectors)
{
    private const int Sweeps = 60;

    /// <summary>λ, [n].</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>V, [n × n] row by row.</summary>
    public IReadOnlyList<double> Vectors => vectors;

    /// <summary>Takes a matrix apart.</summary>
    /// <param name="matrix">[n × n] row by row, symmetric; not changed.</param>
    /// <param name="n">Rows.</param>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int n)
    {
        var (a, v) = (matrix.ToArray(), new double[n * n]);
        var size = 0.0;
        for (var i = 0; i < n; i++)
        {
            v[(i * n) + i] = 1;
            for (var j = 0; j < n; j++)
            {
                size = Math.Max(size, Math.Abs(a[(i * n) + j]));
            }
        }

        for (var sweep = 0; sweep < Sweeps && Sweep(a, v, n, size * 1e-17); sweep++)
        {
        }

        return new SymmetricEigen(n, [.. Enumerable.Range(0, n).Select(i => a[(i * n) + i])], v);
    }

    /// <summary>f(A) = V f(λ) Vᵀ, [n × n] row by row.</summary>
    public double[] Function(Func<double, double> f)
    {
        var result = new double[n * n];
        for (var k = 0; k < n; k++)
        {
            var value = f(values[k]);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    result[(i * n) + j] += value * vectors[(i * n) + k] * vectors[(j * n) + k];
                }
            }
        }

        return result;
    }

    // One rotation for each pair that is not yet zero; whether there was any.
    private static bool Sweep(double[] a, double[] v, int n, double zero)
    {
        var turned = false;
        for (var p = 0; p < n - 1; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                if (Math.Abs(a[(p * n) + q]) <= zero)
                {
                    continue;
                }

                turned = true;
                var τ = (a[(q * n) + q] - a[(p * n) + p]) / (2 * a[(p * n) + q]);
                var t = (τ >= 0 ? 1 : -1) / (Math.Abs(τ) + Math.Sqrt(1 + (τ * τ)));
                var c = 1 / Math.Sqrt(1 + (t * t));
                var s = t * c;
                for (var k = 0; k < n; k++)
                {
                    (a[(k * n) + p], a[(k * n) + q]) = ((c * a[(k * n) + p]) - (s * a[(k * n) + q]), (s * a[(k * n) + p]) + (c * a[(k * n) + q]));
                    (v[(k * n) + p], v[(k * n) + q]) = ((c * v[(k * n) + p]) - (s * v[(k * n) + q]), (s * v[(k * n) + p]) + (c * v[(k * n) + q]));
                }

                for (var k = 0; k < n; k++)
                {
                    (a[(p * n) + k], a[(q * n) + k]) = ((c * a[(p * n) + k]) - (s * a[(q * n) + k]), (s * a[(p * n) + k]) + (c * a[(q * n) + k]));
                }
            }
        }

        return turned;
    }
}

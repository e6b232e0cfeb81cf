using System.Numerics.Tensors;

namespace Loschmidt.Relaxation;

/// <summary>The inverse of a positive definite matrix, by A = LLᵀ.</summary>
internal static class PositiveInverse
{
    /// <summary>Inverts.</summary>
    /// <param name="matrix">A, [n × n]; its lower triangle is overwritten with L.</param>
    /// <param name="n">Rows.</param>
    /// <param name="inverse">[n × n], overwritten.</param>
    /// <returns>Whether A was positive definite; otherwise <paramref name="inverse"/> means nothing.</returns>
    public static bool TryOf(Span<double> matrix, int n, Span<double> inverse)
    {
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var rest = row[j] - TensorPrimitives.Dot<double>(row[..j], matrix.Slice(j * n, j));
                if (i == j && !(rest > 0))
                {
                    return false;
                }

                row[j] = i == j ? Math.Sqrt(rest) : rest / matrix[j * n + j];
            }
        }

        inverse[..(n * n)].Clear();
        for (var column = 0; column < n; column++)
        {
            // The matrix is symmetric, so its columns may be written as rows.
            var x = inverse.Slice(column * n, n);
            x[column] = 1;
            for (var i = column; i < n; i++)
            {
                x[i] = (x[i] - TensorPrimitives.Dot<double>(matrix.Slice(i * n, i), x[..i])) / matrix[i * n + i];
            }

            for (var i = n - 1; i >= 0; i--)
            {
                x[i] /= matrix[i * n + i];
                TensorPrimitives.MultiplyAdd<double>(matrix.Slice(i * n, i), -x[i], x[..i], x[..i]);
            }
        }

        return true;
    }
}

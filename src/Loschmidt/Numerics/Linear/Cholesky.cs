using System.Numerics.Tensors;

namespace Loschmidt.Numerics.Linear;

/// <summary>A = LLᵀ of a positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>b ← A⁻¹ b; the lower triangle of A is overwritten with L.</summary>
    /// <param name="matrix">[n × n] row by row, lower triangle.</param>
    /// <param name="vector">[n].</param>
    public static void Solve(Span<double> matrix, Span<double> vector)
    {
        Factor(matrix, vector.Length);
        SolveFactored(matrix, vector);
    }

    /// <summary>Overwrites the lower triangle of A with L.</summary>
    /// <param name="matrix">[n × n] row by row, lower triangle.</param>
    /// <param name="n">Rows.</param>
    public static void Factor(Span<double> matrix, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var rest = row[j] - TensorPrimitives.Dot<double>(row[..j], matrix.Slice(j * n, j));
                row[j] = i == j ? Math.Sqrt(rest) : rest / matrix[j * n + j];
            }
        }
    }

    /// <summary>b ← (LLᵀ)⁻¹ b.</summary>
    /// <param name="factor">L, [n × n] row by row, lower triangle.</param>
    /// <param name="vector">[n].</param>
    public static void SolveFactored(ReadOnlySpan<double> factor, Span<double> vector)
    {
        var n = vector.Length;
        for (var i = 0; i < n; i++)
        {
            vector[i] = (vector[i] - TensorPrimitives.Dot(factor.Slice(i * n, i), vector[..i])) / factor[i * n + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            vector[i] /= factor[i * n + i];
            TensorPrimitives.MultiplyAdd(factor.Slice(i * n, i), -vector[i], vector[..i], vector[..i]);
        }
    }
}

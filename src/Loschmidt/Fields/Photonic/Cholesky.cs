using System.Numerics.Tensors;

namespace Loschmidt.Fields.Photonic;

/// <summary>A = LLᵀ of a positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>b ← A⁻¹ b; the lower triangle of A is overwritten with L.</summary>
    /// <param name="matrix">[n × n] row by row, lower triangle.</param>
    /// <param name="vector">[n].</param>
    public static void Solve(Span<double> matrix, Span<double> vector)
    {
        var n = vector.Length;
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, i + 1);
            for (var j = 0; j <= i; j++)
            {
                var rest = row[j] - TensorPrimitives.Dot<double>(row[..j], matrix.Slice(j * n, j));
                row[j] = i == j ? Math.Sqrt(rest) : rest / matrix[j * n + j];
            }

            vector[i] = (vector[i] - TensorPrimitives.Dot<double>(row[..i], vector[..i])) / row[i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            vector[i] /= matrix[i * n + i];
            TensorPrimitives.MultiplyAdd<double>(matrix.Slice(i * n, i), -vector[i], vector[..i], vector[..i]);
        }
    }
}

using Loschmidt.Numerics.Linear;

namespace Loschmidt.Baselines;

/// <summary>A linear read-out in closed form: the one thing that is trained in reservoir computing.</summary>
/// <remarks>
/// Minimises Σ|y − b − Wx|² + λn|W̃|² with W̃ the weights of features scaled to variance 1; b is not held back. Only sums over samples are kept, so that
/// many λ cost one factorisation each: (XᵀX/n + λ1)W̃ = XᵀY/n. Features that never change get no weight.
/// </remarks>
public sealed class RidgeReadout
{
    // Below this share of its own size, what a feature changes by is rounding.
    private const double Constant = 1e-12;

    private readonly double[] _sumX;
    private readonly double[] _sumY;
    private readonly double[] _sumXx;
    private readonly double[] _sumXy;

    /// <summary>Expects features and targets of these lengths.</summary>
    /// <param name="features">Numbers of x.</param>
    /// <param name="outputs">Numbers of y.</param>
    public RidgeReadout(int features, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (Features, Outputs) = (features, outputs);
        (_sumX, _sumY) = (new double[features], new double[outputs]);
        (_sumXx, _sumXy) = (new double[features * features], new double[outputs * features]);
    }

    /// <summary>Numbers of x.</summary>
    public int Features { get; }

    /// <summary>Numbers of y.</summary>
    public int Outputs { get; }

    /// <summary>Samples seen.</summary>
    public int Samples { get; private set; }

    /// <summary>Takes a sample into account.</summary>
    /// <param name="features">x, [features].</param>
    /// <param name="targets">y, [outputs].</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Add(ReadOnlySpan<double> features, ReadOnlySpan<double> targets)
    {
        if (features.Length != Features || targets.Length != Outputs)
        {
            throw new ArgumentException($"{features.Length} features and {targets.Length} targets for a read-out of {Features} and {Outputs}");
        }

        Samples++;
        for (var i = 0; i < Features; i++)
        {
            _sumX[i] += features[i];
            for (var j = 0; j <= i; j++)
            {
                _sumXx[(i * Features) + j] += features[i] * features[j];
            }
        }

        for (var k = 0; k < Outputs; k++)
        {
            _sumY[k] += targets[k];
            for (var i = 0; i < Features; i++)
            {
                _sumXy[(k * Features) + i] += targets[k] * features[i];
            }
        }
    }

    /// <summary>The weights for one λ.</summary>
    /// <param name="lambda">λ > 0, in units of the variance of the scaled features.</param>
    /// <returns>[outputs][features + 1], the last being b; allocated.</returns>
    /// <exception cref="InvalidOperationException">No sample was added.</exception>
    public double[][] Solve(double lambda)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        if (Samples == 0)
        {
            throw new InvalidOperationException("no sample was added");
        }

        var n = (double)Samples;
        var (matrix, scale) = (new double[Features * Features], new double[Features]);
        for (var i = 0; i < Features; i++)
        {
            var (mean, square) = (_sumX[i] / n, _sumXx[(i * Features) + i] / n);
            var variance = square - (mean * mean);
            scale[i] = variance > Constant * square ? 1 / Math.Sqrt(variance) : 0;
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * Features) + j] = scale[i] * scale[j] * ((_sumXx[(i * Features) + j] / n) - (mean * _sumX[j] / n));
            }

            matrix[(i * Features) + i] += lambda;
        }

        Cholesky.Factor(matrix, Features);
        var solution = new double[Outputs][];
        for (var k = 0; k < Outputs; k++)
        {
            var weights = new double[Features + 1];
            var slopes = weights.AsSpan(0, Features);
            for (var i = 0; i < Features; i++)
            {
                slopes[i] = scale[i] * ((_sumXy[(k * Features) + i] / n) - (_sumX[i] / n * _sumY[k] / n));
            }

            Cholesky.SolveFactored(matrix, slopes);
            weights[Features] = _sumY[k] / n;
            for (var i = 0; i < Features; i++)
            {
                slopes[i] *= scale[i];
                weights[Features] -= slopes[i] * _sumX[i] / n;
            }

            solution[k] = weights;
        }

        return solution;
    }

    /// <summary>y = Wx + b.</summary>
    /// <param name="weights">As <see cref="Solve"/> gave them.</param>
    /// <param name="features">x, [features].</param>
    /// <param name="outputs">y, [outputs], overwritten.</param>
    public static void Answer(double[][] weights, ReadOnlySpan<double> features, Span<double> outputs)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (var k = 0; k < weights.Length; k++)
        {
            outputs[k] = System.Numerics.Tensors.TensorPrimitives.Dot(weights[k].AsSpan(0, features.Length), features) + weights[k][^1];
        }
    }
}

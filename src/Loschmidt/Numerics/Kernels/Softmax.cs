namespace Loschmidt.Numerics.Kernels;

/// <summary>Cross entropy of a softmax, by way of its logarithm.</summary>
internal static class Softmax
{
    /// <summary>−ln(softmax(y)[label] + δ).</summary>
    /// <remarks>With δ = 0 by the logarithm of the softmax. With δ > 0 the gradient of an error that is sure of itself vanishes: p/(p + δ) → 0.</remarks>
    /// <param name="logits">y, [classes].</param>
    /// <param name="label">The right class.</param>
    /// <param name="floor">δ.</param>
    /// <param name="error">∂/∂y, [classes], overwritten: p/(p + δ) (softmax(y) − 1 at the label).</param>
    public static double CrossEntropy(ReadOnlySpan<double> logits, int label, double floor, Span<double> error)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        for (var k = 0; k < logits.Length; k++)
        {
            error[k] = Math.Exp(logits[k] - largest);
            sum += error[k];
        }

        for (var k = 0; k < logits.Length; k++)
        {
            error[k] /= sum;
        }

        var right = error[label];
        error[label] -= 1;
        if (floor == 0)
        {
            return Math.Log(sum) + largest - logits[label];
        }

        for (var k = 0; k < logits.Length; k++)
        {
            error[k] *= right / (right + floor);
        }

        return -Math.Log(right + floor);
    }
}

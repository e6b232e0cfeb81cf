namespace Loschmidt.Sequences.Stack;

/// <summary>Cross entropy of a softmax, by way of its logarithm.</summary>
internal static class Softmax
{
    /// <summary>−ln softmax(y)[label].</summary>
    /// <param name="logits">y, [classes].</param>
    /// <param name="label">The right class.</param>
    /// <param name="error">∂/∂y, [classes], overwritten: softmax(y) − 1 at the label.</param>
    public static double CrossEntropy(ReadOnlySpan<double> logits, int label, Span<double> error)
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

        error[label] -= 1;
        return Math.Log(sum) + largest - logits[label];
    }
}

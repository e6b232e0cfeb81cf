using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Costs;

/// <summary>A cost of measured outputs: cross-entropy of their softmax, or half the squared distance to a target.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Gain">β of the softmax; outputs that are bounded by 1 need about 8 to be sure of themselves.</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="HasTargets">Whether samples bring targets; otherwise the label's output is to be 1 and the others 0.</param>
public sealed record ScoreCost(ScoreKind Kind, double Gain, int Outputs, bool HasTargets = false)
{
    /// <summary>C(y) and its slope.</summary>
    /// <param name="outputs">y, [outputs × lanes], lanes those of the batch.</param>
    /// <param name="batch">Labels or targets; only active lanes count.</param>
    /// <param name="slope">∂C/∂y, as <paramref name="outputs"/>, overwritten; zero in lanes that are not active.</param>
    /// <returns>C summed over samples.</returns>
    /// <exception cref="ArgumentException">A span is too short, or a label is none of the outputs.</exception>
    public double Evaluate(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (outputs.Length < Outputs * batch.Lanes || slope.Length < Outputs * batch.Lanes)
        {
            throw new ArgumentException($"outputs and slope need {Outputs} x {batch.Lanes} numbers", nameof(outputs));
        }

        slope.Clear();
        var cost = 0.0;
        Span<double> logits = stackalloc double[Outputs <= 256 ? Outputs : 0];
        logits = Outputs <= 256 ? logits : new double[Outputs];
        Span<double> error = stackalloc double[Outputs <= 256 ? Outputs : 0];
        error = Outputs <= 256 ? error : new double[Outputs];
        for (var lane = 0; lane < batch.Active; lane++)
        {
            if (!(HasTargets && Kind == ScoreKind.HalfSquares) && (uint)batch.Labels[lane] >= Outputs)
            {
                throw new ArgumentException(
                    $"sample {lane} has the label {batch.Labels[lane]}, but the {Outputs} outputs are 0 to {Outputs - 1}", nameof(batch));
            }

            for (var r = 0; r < Outputs; r++)
            {
                logits[r] = outputs[r * batch.Lanes + lane];
            }

            cost += Kind == ScoreKind.CrossEntropy ? CrossEntropy(logits, batch.Labels[lane], error) : HalfSquares(logits, batch, lane, error);
            for (var r = 0; r < Outputs; r++)
            {
                slope[r * batch.Lanes + lane] = error[r];
            }
        }

        return cost;
    }

    private double CrossEntropy(Span<double> y, int label, Span<double> error)
    {
        for (var r = 0; r < y.Length; r++)
        {
            y[r] *= Gain;
        }

        var cost = Softmax.CrossEntropy(y, label, 0, error);
        for (var r = 0; r < y.Length; r++)
        {
            error[r] *= Gain;
        }

        return cost;
    }

    private double HalfSquares(ReadOnlySpan<double> y, Batch batch, int lane, Span<double> error)
    {
        var cost = 0.0;
        for (var r = 0; r < y.Length; r++)
        {
            var target = HasTargets ? batch.Targets[r * batch.Lanes + lane] : batch.Labels[lane] == r ? 1 : 0;
            error[r] = y[r] - target;
            cost += 0.5 * error[r] * error[r];
        }

        return cost;
    }
}

using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>C = ½ Σ (y − t)² of measured outputs: t is the sample's targets or, of data with labels, bright for the right answer and dark for the others.</summary>
/// <param name="outputs">Number of outputs; a single one answers labels 0 and 1 by dark and bright.</param>
/// <param name="labels">Whether samples bring labels rather than targets.</param>
/// <param name="bright">Target number of the right answer.</param>
/// <param name="dark">Target number of the others.</param>
internal sealed class SquaredError(int outputs, bool labels, double bright, double dark)
{
    /// <summary>What a sample aims at.</summary>
    /// <param name="targets">[outputs] of data without labels.</param>
    /// <param name="label">Its class.</param>
    /// <param name="aim">t, [outputs], overwritten.</param>
    /// <exception cref="ArgumentException">The label is none of the answers.</exception>
    public void Aim(ReadOnlySpan<double> targets, int label, Span<double> aim)
    {
        if (!labels)
        {
            targets.CopyTo(aim);
        }
        else if (label < 0 || label >= Math.Max(2, outputs))
        {
            throw new ArgumentException($"the label {label} is none of the {Math.Max(2, outputs)} answers of this device", nameof(label));
        }
        else if (outputs == 1)
        {
            aim[0] = label == 1 ? bright : dark;
        }
        else
        {
            aim.Fill(dark);
            aim[label] = bright;
        }
    }

    /// <summary>C and its slope y − t, as <see cref="OutputCost"/> has them.</summary>
    public double Judge(ReadOnlySpan<double> measured, Batch batch, Span<double> slope)
    {
        slope.Clear();
        double[] targets = new double[labels ? 0 : outputs], aim = new double[outputs];
        var cost = 0.0;
        for (var lane = 0; lane < batch.Active; lane++)
        {
            for (var k = 0; k < targets.Length; k++)
            {
                targets[k] = batch.Targets[k * batch.Lanes + lane];
            }

            Aim(targets, batch.Labels[lane], aim);
            for (var r = 0; r < outputs; r++)
            {
                var error = measured[r * batch.Lanes + lane] - aim[r];
                slope[r * batch.Lanes + lane] = error;
                cost += 0.5 * error * error;
            }
        }

        return cost;
    }
}

namespace Loschmidt.Experiments.Training;

/// <summary>Counts answers: the answer is the brightest output, and there is none where two are equally
/// bright.</summary>
/// <param name="classes">Classes of the task; 0 where it has none.</param>
/// <param name="outputs">Outputs of the machine.</param>
/// <param name="intensities">Whether outputs may be intensities, which have a contrast; an output below zero is none.</param>
internal sealed class Tally(int classes, int outputs, bool intensities)
{
    private readonly long[][] _confusion =
        [.. Enumerable.Range(0, classes).Select(_ => new long[Math.Max(classes, outputs)])];
    private double _worst = double.PositiveInfinity;
    private long _undecided;
    private long _correct;
    private long _samples;
    private bool _signed;

    /// <summary>The brightest output; −1 where there is no single one.</summary>
    public static int Answer(ReadOnlySpan<double> outputs)
    {
        var best = 0;
        var alone = !double.IsNaN(outputs[0]);
        for (var k = 1; k < outputs.Length; k++)
        {
            if (double.IsNaN(outputs[k]))
                return -1;
            if (outputs[k] > outputs[best])
                (best, alone) = (k, true);
            else if (outputs[k] == outputs[best])
                alone = false;
        }

        return alone ? best : -1;
    }

    /// <summary>Counts one sample.</summary>
    /// <param name="light">[outputs].</param>
    /// <param name="label">Its class; ignored where the task has none.</param>
    public void Add(ReadOnlySpan<double> light, int label)
    {
        _samples++;
        if (classes == 0)
        {
            return;
        }

        var answer = Answer(light);
        if (answer >= 0)
            _confusion[label][answer]++;
        else
            _undecided++;
        _correct += answer == label ? 1 : 0;

        var rival = double.NegativeInfinity;
        for (var k = 0; k < light.Length; k++)
        {
            _signed |= light[k] < 0;
            rival = k == label ? rival : Math.Max(rival, light[k]);
        }

        _worst = Math.Min(_worst, (light[label] - rival) / (light[label] + rival));
    }

    /// <summary>The result.</summary>
    /// <param name="cost">Cost summed over the samples.</param>
    public Evaluation Evaluation(double cost) => classes == 0
        ? new Evaluation(cost / _samples, _samples, null, null)
        : new Evaluation(cost / _samples, _samples, _correct, classes == 2 && intensities && !_signed ? _worst : null)
        {
            Confusion = _confusion,
            Undecided = _undecided,
        };
}

using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Execution;

/// <summary>A trained machine that hears one series, endless or not, step by step in constant memory.</summary>
/// <remarks>
/// Oscillators without friction never forget: a machine trained on windows knows nothing of what its state becomes long after such a window. So that it may go on for
/// ever, two listeners take turns: each begins anew after a window, half a window after the other, and the one that has heard more answers. Every answer but the first
/// ones then comes from half a window to a whole one, as the later ones of training did.
/// </remarks>
internal sealed class SeriesListener
{
    private readonly (Hearing Hear, Action Restart)[] _listeners;
    private readonly long _half;
    private readonly int _channels;
    private readonly int _outputs;
    private double[] _unheeded = [];
    private long _heard;

    /// <summary>Begins to listen.</summary>
    /// <param name="trained">Who listens.</param>
    /// <param name="window">Most steps an answer may come from; null for all that were heard.</param>
    public SeriesListener(TrainedMachine trained, int? window)
    {
        trained.Theta.CopyTo(trained.Machine.Learning.Theta);
        _half = window is { } steps ? Math.Max(1, steps / 2) : long.MaxValue;
        _listeners = [.. Enumerable.Range(0, window is null ? 1 : 2).Select(_ => Listener(trained.Machine))];
        (_channels, _outputs) = (((HssmSettings)trained.Experiment.Machine).Channels, trained.Machine.Outputs);
    }

    private delegate void Hearing(ReadOnlySpan<double> steps, Span<double> answers);

    /// <summary>Hears some steps.</summary>
    /// <param name="steps">[steps × channels], as the machine is shown them.</param>
    /// <param name="answers">[steps × outputs], overwritten: what it says after each.</param>
    public void Hear(ReadOnlySpan<double> steps, Span<double> answers)
    {
        while (!steps.IsEmpty)
        {
            var (turn, within) = Math.DivRem(_heard, _half);
            var count = (int)Math.Min(steps.Length / _channels, _half - within);
            HearWithin(turn, begins: within == 0, steps[..(count * _channels)], answers[..(count * _outputs)]);
            _heard += count;
            steps = steps[(count * _channels)..];
            answers = answers[(count * _outputs)..];
        }
    }

    private void HearWithin(long turn, bool begins, ReadOnlySpan<double> steps, Span<double> answers)
    {
        if (turn == 0)
        {
            _listeners[0].Hear(steps, answers);
            return;
        }

        var younger = turn % 2;
        if (begins)
        {
            _listeners[younger].Restart();
        }

        if (_unheeded.Length < answers.Length)
        {
            _unheeded = new double[answers.Length];
        }

        _listeners[younger].Hear(steps, _unheeded.AsSpan(0, answers.Length));
        _listeners[1 - younger].Hear(steps, answers);
    }

    private static (Hearing Hear, Action Restart) Listener(IMachine machine)
    {
        switch (machine)
        {
            case HssmMachine<float> single:
                var singles = new HssmStream<float>(single);
                return (singles.Hear, singles.Restart);
            case HssmMachine<double> twice:
                var doubles = new HssmStream<double>(twice);
                return (doubles.Hear, doubles.Restart);
            default:
                throw new ArgumentException($"a {machine.Kind} machine does not hear series", nameof(machine));
        }
    }
}

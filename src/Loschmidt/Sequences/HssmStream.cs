using System.Numerics;
using Loschmidt.Sequences.Stack;

namespace Loschmidt.Sequences;

/// <summary>A trained stack that listens to one endless series: every step changes a state of constant size and brings an answer.</summary>
/// <remarks>
/// Norms use their running statistics and nothing is dropped, so step by step it says what the machine says of the series so far: of a pooled head the
/// answer to everything heard, of others the answer to the newest step.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class HssmStream<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HssmMachine<T> _machine;
    private readonly LaneGroup<T> _group;
    private readonly int[] _steps = new int[1];

    /// <summary>Begins to listen with the present parameters of a machine.</summary>
    public HssmStream(HssmMachine<T> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
        _group = machine.Listener();
        Restart();
    }

    /// <summary>Steps heard.</summary>
    public long Heard { get; private set; }

    /// <summary>Forgets what was heard and takes over the present parameters of the machine.</summary>
    public void Restart()
    {
        Heard = 0;
        _machine.Attend(_group);
    }

    /// <summary>Hears some steps.</summary>
    /// <param name="input">[steps × channels], channels innermost.</param>
    /// <param name="answers">[steps × outputs], overwritten: what it says after each step.</param>
    /// <exception cref="ArgumentException">Not a whole number of steps, or answers of another length.</exception>
    public void Hear(ReadOnlySpan<double> input, Span<double> answers)
    {
        var (channels, outputs) = (_machine.Settings.Channels, _machine.Outputs);
        var steps = input.Length / channels;
        if (input.Length != steps * channels || answers.Length != steps * outputs)
        {
            throw new ArgumentException(
                $"{input.Length} numbers in and {answers.Length} out are not whole steps of {channels} channels and {outputs} answers");
        }

        for (var first = 0; first < steps; first += StackShape.PieceSteps)
        {
            var count = Math.Min(StackShape.PieceSteps, steps - first);
            _steps[0] = count;
            _group.Hear(
                new StackPiece(0, count, _steps, Even: true), Heard, input.Slice(first * channels, count * channels),
                answers.Slice(first * outputs, count * outputs));
            Heard += count;
        }
    }
}

using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The reverse sweep from few snapshots: what lies between them is run again, as rarely as binomial checkpointing can.</summary>
/// <remarks>
/// The numbers are those of the <see cref="ReverseSweepEstimator"/>, whatever the dynamics: states are taken up again to the last bit, and nothing is
/// ever run backwards. The judgement at the end is one more link of the chain, so a pass of N steps takes t(N + 1, c) forward steps: 5.8 N with ten
/// snapshots for N = 10,000, N with as many snapshots as steps.
/// <para>Unbiased. Not of a device: it needs states that can be saved, and the transposed derivative of every step.</para>
/// <para>A. Griewank, A. Walther, ACM Trans. Math. Softw. 26 (2000) 19.</para>
/// </remarks>
/// <param name="Snapshots">c, states kept at any moment, that of the beginning included; memory is c times a state.</param>
public sealed record RevolveEstimator(int Snapshots) : IGradientEstimator
{
    /// <summary>c, states kept at any moment.</summary>
    public int Snapshots { get; init; } = Snapshots > 0
        ? Snapshots
        : throw new ArgumentOutOfRangeException(nameof(Snapshots), Snapshots, "revolve keeps at least one snapshot");

    /// <inheritdoc/>
    public string Name => "revolve";

    /// <summary>Forward steps of one gradient, the way to the end of the pass included.</summary>
    /// <param name="steps">Steps of a pass.</param>
    /// <param name="snapshots">Snapshots.</param>
    public static long Advances(int steps, int snapshots)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(snapshots);
        return BinomialSchedule.Advances(steps + 1L, snapshots);
    }

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason) => Capability.Require<ICutsPass>(machine, out reason);

    /// <summary>Forward steps over those of a pass, and the sweep of two.</summary>
    public double Passes(IMachine machine) => machine is ICutsPass { PassSteps: > 0 and var steps }
        ? 2 + ((double)Advances(steps, Snapshots) / steps)
        : double.NaN;

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var cut = Capability.Get<ICutsPass>(machine);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        cut.Prepare(batch);
        var cost = Sweep(cut);
        cut.ReadAdjoint(gradient, []);
        return cost;
    }

    /// <summary>Reverses the chain link by link; the last link, behind the last step, is the judgement.</summary>
    private double Sweep(ICutsPass machine)
    {
        var cost = 0.0;
        var live = 0;
        var stretches = new Stack<Stretch>();
        var saved = new byte[Math.Min(Snapshots, machine.PassSteps)][];
        Begin(0, machine.PassSteps);
        while (stretches.TryPop(out var stretch))
        {
            if (live != stretch.From)
            {
                machine.RestoreState(saved[stretches.Count]);
                live = stretch.From;
            }

            if (stretch.From < stretch.To)
            {
                var middle = stretch.From + BinomialSchedule.Stride(stretch.To - stretch.From + 1, Snapshots - stretches.Count);
                stretches.Push(stretch with { To = middle - 1 });
                for (; live < middle; live++)
                {
                    machine.StepForward(live);
                }

                Begin(middle, stretch.To);
            }
            else if (stretch.From == machine.PassSteps)
            {
                cost = machine.Cost();
                machine.BeginAdjoint();
            }
            else
            {
                machine.AdjointStep(stretch.From);
            }
        }

        return cost;

        // A single link is reversed at once, from the live state.
        void Begin(int from, int to)
        {
            if (from < to)
            {
                var slot = stretches.Count;
                saved[slot] ??= GC.AllocateUninitializedArray<byte>(machine.StateBytes);
                machine.SaveState(saved[slot]);
            }

            stretches.Push(new Stretch(from, to));
        }
    }

    /// <summary>Links still to be reversed, from a saved state; the depth on the stack is the number of its snapshot.</summary>
    private readonly record struct Stretch(int From, int To);
}

using System.Runtime.InteropServices;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Gradients;

/// <summary>The schedule of snapshots: as few steps run again as can be, never more states than were allowed.</summary>
public sealed class RevolveTests
{
    /// <summary>The mutations: a stride longer or shorter by one; the snapshot of the beginning not counted.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public void No_schedule_takes_fewer_steps_and_the_binomial_formula_counts_them(int snapshots)
    {
        foreach (var steps in new[] { 1, 2, 3, 4, 5, 6, 9, 10, 11, 20, 21, 34, 55, 56, 57, 90 })
        {
            var chain = new Chain(steps);
            new RevolveEstimator(snapshots).Estimate(chain, new Batch(1, 0, 1), new double[1]).ShouldBe(steps);
            chain.Swept.ShouldBe([.. Enumerable.Range(0, steps).Reverse()]);
            chain.Advances.ShouldBe(Fewest(steps + 1, snapshots), $"{steps} steps, {snapshots} snapshots");
            chain.Advances.ShouldBe(Formula(steps + 1, snapshots));
            chain.Advances.ShouldBe(RevolveEstimator.Advances(steps, snapshots));
            chain.Buffers.ShouldBeLessThanOrEqualTo(snapshots);
        }
    }

    [Fact]
    public void One_snapshot_runs_every_step_from_the_beginning_and_a_snapshot_a_step_runs_none_twice()
    {
        RevolveEstimator.Advances(100, 1).ShouldBe(100 * 101 / 2);
        RevolveEstimator.Advances(100, 100).ShouldBe(100);
        RevolveEstimator.Advances(1_000_000, int.MaxValue).ShouldBe(1_000_000);

        // β(10, 7) = C(17, 10) = 19,448 links: no step of ten thousand is run more than seven times.
        RevolveEstimator.Advances(10_000, 10).ShouldBe((7 * 10_001) - 12_376);
        new RevolveEstimator(10).Passes(new Chain(10_000)).ShouldBe(2 + 5.7631, 1e-10);
    }

    [Fact]
    public void Long_passes_reach_their_beginning_without_exhausting_the_stack()
    {
        var chain = new Chain(30_000);
        new RevolveEstimator(30_000).Estimate(chain, new Batch(1, 0, 1), new double[1]);
        chain.Advances.ShouldBe(30_000);
        chain.Swept[^1].ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_cut_or_carried_forward_is_refused_with_the_way_out()
    {
        var series = new HssmMachine<double>(Hssm.Reading(2).Hidden(4).Linear(1, 4).Classify(2).Settings, 1, 1);
        new RevolveEstimator(10).Supports(series, out var reason).ShouldBeFalse();
        reason.ShouldContain("tangent retraces its way beside the sweep, bptt stores it");
        new ReversingAdjointEstimator().Supports(series, out reason).ShouldBeFalse();
        reason.ShouldContain("tangent retraces its way beside the sweep");
        new ForwardSensitivityEstimator().Supports(series, out reason).ShouldBeFalse();
        reason.ShouldContain("carries no displacement of its parameters forward; use tangent instead");
        new ReversingAdjointEstimator().Supports(new Chain(2), out reason).ShouldBeFalse();
        reason.ShouldContain("no steps that could be undone");
        Should.Throw<ArgumentOutOfRangeException>(() => new RevolveEstimator(0)).Message.ShouldContain("at least one snapshot");
    }

    /// <summary>The fewest forward steps by trying every place for every snapshot.</summary>
    private static long Fewest(int links, int snapshots)
    {
        var best = new long[snapshots + 1, links + 1];
        for (var c = 0; c <= snapshots; c++)
        {
            for (var l = 2; l <= links; l++)
            {
                best[c, l] = c == 0
                    ? int.MaxValue
                    : Enumerable.Range(1, l - 1).Min(m => m + best[c - 1, l - m] + best[c, m]);
            }
        }

        return best[snapshots, links];
    }

    /// <summary>t(l, c) = r l − C(c + r, r − 1) for C(c + r − 1, c) &lt; l ≤ C(c + r, c), by factorials.</summary>
    private static long Formula(int links, int snapshots)
    {
        var r = 0;
        while (Binomial(snapshots + r, snapshots) < links)
            r++;
        return (r * (long)links) - (r == 0 ? 0 : (long)Binomial(snapshots + r, r - 1));
    }

    private static double Binomial(int n, int k) =>
        Enumerable.Range(1, k).Aggregate(1.0, (product, i) => Math.Round(product * (n - k + i) / i));

    /// <summary>A pass whose state is the number of steps done: it knows when it is asked for the wrong one.</summary>
    private sealed class Chain(int steps) : ICutsPass
    {
        private readonly HashSet<int> _buffers = [];
        private int _state;

        public long Advances { get; private set; }

        public List<int> Swept { get; } = [];

        public int Buffers => _buffers.Count;

        public int PassSteps => steps;

        public int StateBytes => sizeof(int) * 2;

        public long TrajectoryBytes => 0;

        public string Kind => "chain";

        public ParameterLayout Parameters { get; } = new(("a/b", [1]));

        public LearningField Learning { get; } = new(1, 0, 0);

        public int Lanes => 1;

        public int Features => 1;

        public int Targets => 0;

        public int Outputs => 1;

        public void Prepare(Batch batch) => _state = 0;

        public void Evolve() => _state = steps;

        public double Cost() => _state;

        // A buffer tells itself from others by a number that the first save writes into it.
        public void SaveState(Span<byte> state)
        {
            var numbers = MemoryMarshal.Cast<byte, int>(state);
            if (!_buffers.Contains(numbers[1]))
            {
                numbers[1] = 1000 + _buffers.Count;
                _buffers.Add(numbers[1]);
            }

            numbers[0] = _state;
        }

        public void RestoreState(ReadOnlySpan<byte> state) => _state = MemoryMarshal.Cast<byte, int>(state)[0];

        public void StepForward(int step)
        {
            step.ShouldBe(_state);
            _state++;
            Advances++;
        }

        public void BeginAdjoint()
        {
            _state.ShouldBe(steps);
            Swept.ShouldBeEmpty();
        }

        public void AdjointStep(int step)
        {
            step.ShouldBe(_state);
            Swept.Add(step);
        }

        public void ReadAdjoint(Span<double> gradient, Span<double> momentumGradient) => gradient.Clear();

        public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient) => 0;

        public void Read(Span<double> outputs)
        {
        }

        public string? DescribeFault() => null;
    }
}

using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>Where nothing couples different times, nothing grows with time.</summary>
public sealed class StackMemoryTests
{
    [Theory, Trait("check", "T26")]
    [InlineData(NormKind.Layer, UnitKind.Linear)]
    [InlineData(NormKind.None, UnitKind.Nonlinear)]
    public void A_gradient_allocates_the_same_for_a_short_series_and_for_a_long_one(NormKind norm, UnitKind kind)
    {
        var settings = Stacks.Of(kind == UnitKind.Linear ? Stacks.Complex : Stacks.Clocks, norm, dropout: 0.1);
        var machine = new HssmMachine<float>(settings, 3, seed: 1, threads: 1);
        Allocated(machine, Stacks.Batch(settings, 1, 300, 200, 100));
        var little = Allocated(machine, Stacks.Batch(settings, 1, 300, 200, 100));
        // A hundred times the steps; what an account of the echo costs now and then is no byte a step.
        Allocated(machine, Stacks.Batch(settings, 1, 30_000, 20_000, 1)).ShouldBeLessThan(little + 16_384);
    }

    [Fact]
    public void Threads_that_share_the_blocks_allocate_nothing_for_a_piece()
    {
        // Encoder and head of a forecast read the series at every piece, in different threads: what those allocate is seen from there.
        var settings = Stacks.Of(Stacks.Complex, NormKind.Layer, dropout: 0.1, head: new HeadSettings { Kind = HeadKind.Forecast }) with { Hidden = 20 };
        var machine = new HssmMachine<float>(settings, 1, seed: 1, threads: 2);
        var batch = Stacks.Batch(settings, 1, 40_000);
        Allocated(machine, batch);
        var series = new WatchedSeries(batch.Series!, int.MaxValue);
        batch.Series = series;
        Allocated(machine, batch);
        series.Readers.Count.ShouldBe(3);
        series.Readers.Max(reader => reader.Allocated).ShouldBeLessThan(8192, "thirteen bytes a piece");
    }

    [Fact]
    public void Predicted_bytes_grow_by_the_pieces_that_are_under_way_at_a_time()
    {
        long Bytes(int threads) => new HssmMachine<float>(Stacks.Of(Stacks.Linear, NormKind.Layer, blocks: 4), 1, seed: 1, threads)
            .BytesFor(new SequenceEcho(SequenceMethod.Paired), 1000);
        Bytes(2).ShouldBeInRange(Bytes(1) + 1, 3 * Bytes(1));
        Bytes(4).ShouldBeInRange(Bytes(2) + 1, 5 * Bytes(1));
        Bytes(5).ShouldBe(Bytes(4), "no more threads than blocks");
    }

    [Fact]
    public void Predicted_bytes_do_not_depend_on_the_length_unless_times_are_coupled_or_stored()
    {
        long Bytes(NormKind norm, SequenceMethod method, int steps) =>
            new HssmMachine<float>(Stacks.Of(Stacks.Linear, norm), 4, seed: 1).BytesFor(new SequenceEcho(method), steps);
        Bytes(NormKind.Layer, SequenceMethod.Paired, 1_000_000).ShouldBe(Bytes(NormKind.Layer, SequenceMethod.Paired, 1_000));
        Bytes(NormKind.Batch, SequenceMethod.Paired, 1_000_000).ShouldBeGreaterThan(100 * Bytes(NormKind.Batch, SequenceMethod.Paired, 1_000));
        Bytes(NormKind.Layer, SequenceMethod.Bptt, 1_000_000).ShouldBeGreaterThan(100 * Bytes(NormKind.Layer, SequenceMethod.Bptt, 1_000));
    }

    private static long Allocated(HssmMachine<float> machine, Batch batch)
    {
        var gradient = new double[machine.Parameters.Count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        machine.Gradient(new SequenceEcho(SequenceMethod.Paired), batch, gradient);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>Threads that share the blocks of a stack change nothing but who does what.</summary>
/// <remarks>
/// Mutations: give a stage one slot fewer than <c>StagePlan.SlotsOf</c> says and bits differ, of the norm's rows alone too; let <c>Relay.End</c> wake
/// nobody and a failing series never ends; leave out the unwrapping in <c>HssmMachine.ForGroups</c> and two lanes fail with another exception than one.
/// </remarks>
public sealed class PipelineTests
{
    private const int Steps = 1600, Seconds = 60;

    private static readonly HeadSettings Regression = new() { Kind = HeadKind.Regression, Outputs = 2, Pool = Pooling.Every, Every = 7, Tanh = true };

    public static TheoryData<HssmSettings> AllStacks()
    {
        var data = new TheoryData<HssmSettings>();
        foreach (var head in new[]
        {
            new HeadSettings { Outputs = 3 },
            new HeadSettings { Outputs = 3, Pool = Pooling.Last },
            Regression,
            Regression with { Pool = Pooling.Mean },
            new HeadSettings { Kind = HeadKind.Forecast, Horizon = 3 },
        })
        {
            data.Add(Wide(Stacks.Linear, NormKind.Layer, head));
            data.Add(Wide(Stacks.Nonlinear, NormKind.None, head));
        }

        return data;
    }

    [Theory, MemberData(nameof(AllStacks))]
    public void Bits_do_not_depend_on_the_threads_that_share_the_blocks(HssmSettings settings)
    {
        foreach (var lengths in new int[][] { [Steps], [Steps, 1], [Steps - 40, Steps, 65] })
        {
            var batch = Stacks.Batch(settings, 5, lengths);
            foreach (var method in new[] { SequenceMethod.Tangent, SequenceMethod.Echo, SequenceMethod.Bptt })
            {
                var alone = Stacks.Gradient<float>(settings, batch, method, threads: 1);
                // One group of lanes has 2, 3, 4 stages; two have 1, 1, 2 each; three have one, then two.
                foreach (var threads in new[] { 2, 3, 4, 6 })
                {
                    Stacks.Gradient<float>(settings, batch, method, threads: threads).ShouldBe(alone, $"{method}, {threads} threads");
                }
            }
        }
    }

    [Theory]
    [InlineData(NormKind.Layer)]
    [InlineData(NormKind.BatchEma)]
    public void Answers_do_not_depend_on_the_threads_that_share_the_blocks(NormKind norm)
    {
        var settings = Wide(Stacks.Complex, norm, Regression);
        var batch = Stacks.Batch(settings, 5, Steps);
        var alone = Answers(settings, batch, 1);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            Answers(settings, batch, threads).ShouldBe(alone);
        }
    }

    [Fact]
    public void A_single_long_series_is_shared_by_as_many_threads_as_there_are()
    {
        var settings = Wide(Stacks.Linear, NormKind.Layer, new HeadSettings { Kind = HeadKind.Forecast, Horizon = 3 });
        foreach (var threads in new[] { 1, 2 })
        {
            // The first stage reads the series for the encoder, the last for the head.
            var batch = Stacks.Batch(settings, 5, Steps);
            var series = new WatchedSeries(batch.Series!, int.MaxValue);
            batch.Series = series;
            Stacks.Gradient<float>(settings, batch, SequenceMethod.Paired, threads: threads);
            series.Readers.Count.ShouldBe(threads == 1 ? 1 : 3, "one thread more on the way out, and another one on the way home");
        }
    }

    [Theory(Timeout = Seconds * 1000)]
    [InlineData(1, 10)]
    [InlineData(1, Steps + 700)]
    [InlineData(1, (2 * Steps) - 1)]
    [InlineData(2, 1000)]
    [InlineData(3, 1000)]
    public async Task A_series_that_cannot_be_read_ends_with_its_own_exception_on_any_number_of_threads(int lanes, int steps)
    {
        foreach (var head in new[] { new HeadSettings { Outputs = 3 }, new HeadSettings { Kind = HeadKind.Forecast, Horizon = 3 } })
        {
            var settings = Wide(Stacks.Linear, NormKind.Layer, head);
            foreach (var threads in new[] { 1, 2, 3, 4 })
            {
                var batch = Stacks.Batch(settings, 5, [.. Enumerable.Repeat(Steps, lanes)]);
                var (whole, series) = (batch.Series!, new WatchedSeries(batch.Series!, steps));
                batch.Series = series;
                var machine = new HssmMachine<float>(settings, lanes, seed: 7, threads) { Moment = 3 };
                var gradient = new double[machine.Parameters.Count];
                var taken = Task.Run(() => machine.Gradient(new SequenceEcho(SequenceMethod.Paired), batch, gradient));
                (await Should.ThrowAsync<InvalidDataException>(taken)).ShouldBeSameAs(series.Fault);

                // Nothing is left over from the failure.
                batch.Series = whole;
                machine.Gradient(new SequenceEcho(SequenceMethod.Paired), batch, gradient);
                gradient.ShouldBe(Stacks.Gradient<float>(settings, batch, SequenceMethod.Paired));
            }
        }
    }

    private static HssmSettings Wide(UnitSettings unit, NormKind norm, HeadSettings head) =>
        Stacks.Of(unit, norm, blocks: 4, dropout: 0.1, head: head) with { Hidden = 20 };

    private static double[] Answers(HssmSettings settings, Batch batch, int threads)
    {
        var machine = new HssmMachine<float>(settings, batch.Lanes, seed: 7, threads);
        machine.Prepare(batch);
        machine.Evolve();
        var answers = new double[machine.Outputs * batch.Lanes];
        machine.Read(answers);
        return [machine.Cost(), .. answers];
    }
}

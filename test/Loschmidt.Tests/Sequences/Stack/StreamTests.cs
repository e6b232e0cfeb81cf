using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>A stack that listens to one series step by step says what it says of the whole.</summary>
public sealed class StreamTests
{
    private const int Steps = 200; // three whole pieces and a part of one

    public static TheoryData<HssmSettings> AllHeads()
    {
        var data = new TheoryData<HssmSettings>();
        foreach (var head in new[]
        {
            new HeadSettings { Outputs = 3 },
            new HeadSettings { Outputs = 3, Pool = Pooling.Last },
            new HeadSettings { Kind = HeadKind.Regression, Outputs = 2, Tanh = true },
            new HeadSettings { Kind = HeadKind.Regression, Outputs = 2, Pool = Pooling.Every, Every = 7 },
            new HeadSettings { Kind = HeadKind.Forecast, Horizon = 3 },
        })
        {
            data.Add(Stacks.Of(Stacks.Linear, NormKind.Layer, head: head));
            data.Add(Stacks.Of(Stacks.Complex, NormKind.BatchEma, head: head));
            data.Add(Stacks.Of(Stacks.Nonlinear, NormKind.None, dropout: 0.2, head: head));
        }

        return data;
    }

    // Red where a piece begins at its own first step instead of the step heard last.
    [Theory, MemberData(nameof(AllHeads))]
    public void Pieces_of_any_size_give_the_same_bits(HssmSettings settings)
    {
        var whole = Heard<float>(settings, Steps);
        foreach (var size in new[] { 1, 3, 63, 64, 65 })
        {
            Heard<float>(settings, size).ShouldBe(whole, $"pieces of {size}");
        }
    }

    // Red where the mean is taken over a piece, where norms take statistics of their own, or where something is dropped.
    [Theory, MemberData(nameof(AllHeads))]
    public void What_it_says_after_a_step_is_what_the_machine_says_of_the_series_so_far(HssmSettings settings)
    {
        var (machine, series) = Taught<double>(settings);
        var answers = Listen(machine, series, 17);
        foreach (var steps in new[] { 1, 63, 64, 65, 130, Steps })
        {
            var batch = new Batch(0, 0, 1) { Active = 1, Series = new ArraySeries(settings.Channels, [series[..(steps * settings.Channels)]]) };
            var alone = new HssmMachine<double>(settings, 1, seed: 7);
            machine.Learning.Theta.CopyTo(alone.Learning.Theta);
            alone.Prepare(batch);
            alone.Evolve();
            var answer = new double[alone.Outputs];
            alone.Read(answer);
            for (var k = 0; k < answer.Length; k++)
            {
                // A few hundred additions in another order.
                answers[((steps - 1) * answer.Length) + k].ShouldBe(answer[k], 1e-12 * Math.Max(1, Math.Abs(answer[k])), $"after {steps}");
            }
        }
    }

    [Theory, MemberData(nameof(AllHeads))]
    public void To_restart_is_to_forget(HssmSettings settings)
    {
        var (machine, series) = Taught<float>(settings);
        var stream = new HssmStream<float>(machine);
        var (first, again) = (new double[Steps * machine.Outputs], new double[Steps * machine.Outputs]);
        stream.Hear(series, first);
        stream.Heard.ShouldBe(Steps);
        stream.Restart();
        stream.Heard.ShouldBe(0);
        stream.Hear(series, again);
        again.ShouldBe(first);
    }

    [Fact]
    public void Two_streams_of_one_machine_do_not_hear_each_other()
    {
        var settings = Stacks.Of(Stacks.Nonlinear, NormKind.Layer, head: new HeadSettings { Kind = HeadKind.Forecast });
        var (machine, series) = Taught<float>(settings);
        var alone = Listen(machine, series, 64);
        var (one, other) = (new HssmStream<float>(machine), new HssmStream<float>(machine));
        var (answers, unheeded) = (new double[alone.Length], new double[machine.Outputs]);
        for (var step = 0; step < Steps; step++)
        {
            one.Hear(series.AsSpan(step * 3, 3), answers.AsSpan(step * machine.Outputs, machine.Outputs));
            other.Hear([9, -9, 9], unheeded);
            if (step % 50 == 49)
            {
                other.Restart();
            }
        }

        answers.ShouldBe(alone);
    }

    [Fact]
    public void Listening_allocates_nothing()
    {
        var (machine, series) = Taught<float>(Stacks.Of(Stacks.Linear, NormKind.Layer, head: new HeadSettings { Kind = HeadKind.Forecast }));
        var stream = new HssmStream<float>(machine);
        var answers = new double[Steps * machine.Outputs];
        stream.Hear(series, answers);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var pass = 0; pass < 20; pass++)
        {
            stream.Hear(series, answers);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        stream.Heard.ShouldBe(21 * Steps);
    }

    [Theory]
    [InlineData(7, 9)]
    [InlineData(9, 8)]
    public void Parts_of_steps_are_refused(int numbers, int answers)
    {
        var (machine, _) = Taught<float>(Stacks.Of(Stacks.Linear, NormKind.Layer));
        Should.Throw<ArgumentException>(() => new HssmStream<float>(machine).Hear(new double[numbers], new double[answers]))
            .Message.ShouldContain("are not whole steps of 3 channels and 3 answers");
    }

    private static double[] Heard<T>(HssmSettings settings, int size)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var (machine, series) = Taught<T>(settings);
        return Listen(machine, series, size);
    }

    private static double[] Listen<T>(HssmMachine<T> machine, double[] series, int size)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var stream = new HssmStream<T>(machine);
        var (channels, outputs) = (machine.Settings.Channels, machine.Outputs);
        var answers = new double[Steps * outputs];
        for (var first = 0; first < Steps; first += size)
        {
            var count = Math.Min(size, Steps - first);
            stream.Hear(series.AsSpan(first * channels, count * channels), answers.AsSpan(first * outputs, count * outputs));
        }

        return answers;
    }

    /// <summary>A machine whose running statistics have seen a batch, and a series it has not.</summary>
    private static (HssmMachine<T> Machine, double[] Series) Taught<T>(HssmSettings settings)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var machine = new HssmMachine<T>(settings, 2, seed: 7);
        var batch = Stacks.Batch(settings, 3, 50, 70);
        machine.Gradient(new SequenceEcho(SequenceMethod.Tangent), batch, new double[machine.Parameters.Count]);
        machine.Settle(machine.Learning.Theta);
        var series = new double[Steps * settings.Channels];
        Stacks.Batch(settings, 4, Steps).Series!.Read(0, 0, Steps, series);
        return (machine, series);
    }
}

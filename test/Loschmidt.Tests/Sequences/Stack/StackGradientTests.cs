using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>The gradient of a whole stack: every way to take it agrees, tensor by tensor.</summary>
public sealed class StackGradientTests
{
    private static readonly HeadSettings Every = new() { Kind = HeadKind.Regression, Outputs = 2, Pool = Pooling.Every, Every = 7, Tanh = true };

    public static TheoryData<HssmSettings> AllStacks()
    {
        var data = new TheoryData<HssmSettings>();
        foreach (var norm in Enum.GetValues<NormKind>())
        {
            foreach (var unit in new[] { Stacks.Linear, Stacks.Complex, Stacks.Nonlinear, Stacks.Clocks })
            {
                data.Add(Stacks.Of(unit, norm, dropout: 0.1));
            }
        }

        foreach (var head in new[]
        {
            Every,
            Every with { Pool = Pooling.Last, Tanh = false },
            Every with { Pool = Pooling.Mean },
            new HeadSettings { Kind = HeadKind.Forecast, Horizon = 3 },
            new HeadSettings { Pool = Pooling.Last, Outputs = 4 },
        })
        {
            data.Add(Stacks.Of(Stacks.Linear, NormKind.Layer, head: head));
            data.Add(Stacks.Of(Stacks.Nonlinear, NormKind.Batch, head: head));
        }

        data.Add(Stacks.Of(Stacks.Linear, NormKind.Batch, blocks: 6));
        data.Add(Stacks.Of(Stacks.Nonlinear, NormKind.Layer, blocks: 6));
        return data;
    }

    [Theory, MemberData(nameof(AllStacks)), Trait("check", "T24")]
    public void Every_echo_equals_backpropagation_through_time(HssmSettings settings)
    {
        var batch = Stacks.Batch(settings, 5, 60, 131, 7);
        var layout = new HssmMachine<double>(settings, 3, seed: 7).Parameters;
        var reference = Stacks.Gradient<double>(settings, batch, SequenceMethod.Bptt);
        var linear = settings.Unit.Kind == UnitKind.Linear;
        foreach (var (method, tolerance) in new[]
        {
            (SequenceMethod.Tangent, 1e-11), (SequenceMethod.Paired, linear ? 1e-11 : 1e-7), (SequenceMethod.Echo, linear ? 1e-9 : 1e-4),
            (SequenceMethod.OneSided, 1e-2),
        })
        {
            var gradient = Stacks.Gradient<double>(settings, batch, method);
            foreach (var (tensor, error) in Stacks.Errors(layout, gradient, reference))
            {
                error.ShouldBeLessThan(tolerance, $"{method}, {tensor}");
            }
        }
    }

    [Theory, MemberData(nameof(AllStacks)), Trait("check", "T24")]
    public void The_literal_pair_of_echoes_reaches_a_millionth_at_its_best_strength(HssmSettings settings)
    {
        var batch = Stacks.Batch(settings, 5, 60, 60, 60);
        var layout = new HssmMachine<double>(settings, 3, seed: 7).Parameters;
        var reference = Stacks.Gradient<double>(settings, batch, SequenceMethod.Bptt);
        var best = new[] { 3e-1, 3e-2, 3e-3, 3e-4 }.Min(epsilon => Stacks
            .Errors(layout, Stacks.Gradient<double>(settings, batch, SequenceMethod.Echo, epsilon), reference).Max(error => error.Error));
        best.ShouldBeLessThan(settings.Unit.Kind == UnitKind.Linear ? 1e-9 : 1e-6);
    }

    [Theory, MemberData(nameof(AllStacks))]
    public void Bits_do_not_depend_on_the_number_of_threads(HssmSettings settings)
    {
        var batch = Stacks.Batch(settings, 5, 100, 31, 64, 65, 3);
        var alone = Stacks.Gradient<float>(settings, batch, SequenceMethod.Paired, threads: 1);
        Stacks.Gradient<float>(settings, batch, SequenceMethod.Paired, threads: 4).ShouldBe(alone);
    }

    [Theory, MemberData(nameof(AllStacks))]
    public void An_answer_depends_on_its_own_series_alone(HssmSettings settings)
    {
        var together = Answers(settings, Stacks.Batch(settings, 5, 100, 31, 64));
        var source = Stacks.Batch(settings, 5, 100, 31, 64).Series!;
        for (var lane = 0; lane < 3; lane++)
        {
            var values = new double[source.StepsOf(lane) * source.Channels];
            source.Read(lane, 0, source.StepsOf(lane), values);
            var alone = new Batch(0, 0, 1) { Active = 1, Series = new ArraySeries(source.Channels, [values]) };
            Answers(settings, alone).ShouldBe(together.Where((_, index) => index % 3 == lane).ToArray());
        }
    }

    private static double[] Answers(HssmSettings settings, Batch batch)
    {
        var machine = new HssmMachine<float>(settings, batch.Lanes, seed: 7);
        machine.Prepare(batch);
        machine.Evolve();
        var answers = new double[machine.Outputs * batch.Lanes];
        machine.Read(answers);
        return answers;
    }
}

using Loschmidt.Machines;
using Loschmidt.Sequences;
using Loschmidt.Sequences.Layers;
using Loschmidt.Testing.Stacks;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>The stack against its plainly written scalar twin, which shares no code with it, and the twin's complex step.</summary>
public sealed class StackOracleTests
{
    private const ulong Seed = 7, Moment = 3;

    public static TheoryData<HssmSettings> AllStacks => StackGradientTests.AllStacks();

    [Theory, MemberData(nameof(AllStacks))]
    public void The_cost_is_that_of_the_twin(HssmSettings settings)
    {
        var batch = Stacks.Batch(settings, 5, 23, 70, 9);
        var machine = new HssmMachine<double>(settings, 3, Seed) { Moment = (long)Moment };
        var expected = ReferenceStack.Cost(
            settings, machine.Parameters, machine.Learning.Theta, batch.Series!, batch.Labels, Mask(settings));
        machine.TrainingCost(batch).ShouldBe(expected, 1e-12 * Math.Abs(expected));
        machine.Prepare(batch);
        machine.Evolve();
        expected = ReferenceStack.Cost(
            settings, machine.Parameters, machine.Learning.Theta, batch.Series!, batch.Labels, training: false);
        machine.Cost().ShouldBe(expected, 1e-12 * Math.Abs(expected));
    }

    [Theory, MemberData(nameof(AllStacks)), Trait("check", "T29")]
    public void Every_tensor_of_the_gradient_is_the_complex_step_of_the_twin(HssmSettings settings)
    {
        var batch = Stacks.Batch(settings, 5, 23, 70, 9);
        var machine = new HssmMachine<double>(settings, 3, Seed) { Moment = (long)Moment };
        var reference = ReferenceStack.ComplexStepGradient(
            settings, machine.Parameters, machine.Learning.Theta, batch.Series!, batch.Labels, dropout: Mask(settings));
        foreach (var tensor in machine.Parameters.Tensors.Where(tensor => !tensor.IsLearned))
        {
            reference.AsSpan(tensor.Offset, tensor.Count).Clear(); // running statistics are kept in θ, but not learned
        }

        foreach (var method in new[] { SequenceMethod.Bptt, SequenceMethod.Tangent })
        {
            var gradient = new double[machine.Parameters.Count];
            machine.Gradient(new SequenceEcho(method), batch, gradient);
            foreach (var (tensor, error) in Stacks.Errors(machine.Parameters, gradient, reference))
            {
                error.ShouldBeLessThan(1e-11, $"{method}, {tensor}");
            }
        }
    }

    [Fact, Trait("check", "T29")]
    public void A_second_batch_meets_running_statistics_and_the_gradient_is_still_that_of_the_twin()
    {
        foreach (var norm in new[] { NormKind.Batch, NormKind.BatchEma })
        {
            var settings = Stacks.Of(Stacks.Linear, norm);
            var machine = new HssmMachine<double>(settings, 2, Seed);
            var gradient = new double[machine.Parameters.Count];
            machine.Gradient(new SequenceEcho(SequenceMethod.Tangent), Stacks.Batch(settings, 1, 30, 20), gradient);
            machine.Settle(machine.Learning.Theta);
            var batch = Stacks.Batch(settings, 2, 25, 35);
            var reference = ReferenceStack.ComplexStepGradient(
                settings, machine.Parameters, machine.Learning.Theta, batch.Series!, batch.Labels);
            machine.Gradient(new SequenceEcho(SequenceMethod.Tangent), batch, gradient);
            foreach (var tensor in machine.Parameters.Tensors.Where(tensor => tensor.IsLearned))
            {
                for (var i = tensor.Offset; i < tensor.Offset + tensor.Count; i++)
                {
                    gradient[i].ShouldBe(reference[i], 1e-10, $"{norm}, {tensor.Name}");
                }
            }
        }
    }

    /// <summary>The machine's mask, one decision at a time.</summary>
    private static unsafe DropoutFactor? Mask(HssmSettings settings)
    {
        if (settings.Dropout == 0)
        {
            return null;
        }

        var dropout = new Dropout(Seed, settings.Dropout);
        return (block, second, step, channel) =>
        {
            var row = stackalloc double[64];
            new Span<double>(row, 64).Fill(1);
            dropout.Apply((uint)Moment, (uint)((2 * block) + second), step, 1, 1, row, 64, 64);
            return row[channel];
        };
    }
}

using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>Trained by echoes or by backpropagation through time, a stack ends at the same parameters.</summary>
/// <remarks>Mutation: leave out the error of the input matrix's bias of a block, or replace Gate's 1 − σ by 1, and both still agree with each other; the twin
/// in <see cref="StackOracleTests"/> tells. Drop the nudge of the last step in the paired journey alone and this test is red.</remarks>
public sealed class TrainingEquivalenceTests
{
    [Theory, Trait("check", "T27")]
    [InlineData(UnitKind.Linear, 2)]
    [InlineData(UnitKind.Linear, 6)]
    [InlineData(UnitKind.Nonlinear, 2)]
    [InlineData(UnitKind.Nonlinear, 6)]
    public void Two_hundred_steps_of_Adam_end_at_the_same_parameters(UnitKind kind, int blocks)
    {
        var unit = kind == UnitKind.Linear ? Stacks.Linear : Stacks.Nonlinear with { TrainInitialState = false };
        var settings = Stacks.Of(unit, NormKind.BatchEma, blocks, head: new HeadSettings { Outputs = 2 });
        var (reference, first, last) = Train(settings, SequenceMethod.Bptt);
        last.ShouldBeLessThan(0.9 * first, "it learns something");
        var (echo, _, _) = Train(settings, SequenceMethod.Paired);
        var difference = new double[echo.Length];
        TensorPrimitives.Subtract(echo, reference, difference);
        (TensorPrimitives.Norm<double>(difference) / TensorPrimitives.Norm<double>(reference)).ShouldBeLessThan(1e-6);
    }

    /// <summary>Two classes: series in which the first channel leads or follows the second.</summary>
    private static (double[] Theta, double First, double Last) Train(HssmSettings settings, SequenceMethod method)
    {
        const int Lanes = 8, Steps = 40;
        var machine = new HssmMachine<double>(settings, Lanes, seed: 11);
        var optimiser = new Adam(machine.Parameters.Count, 0.9, 0.999, 1e-8);
        var (theta, gradient) = (machine.Learning.Theta.ToArray(), new double[machine.Parameters.Count]);
        var (first, last) = (0.0, 0.0);
        for (var step = 0; step < 200; step++)
        {
            var batch = Stacks.Batch(settings, (ulong)step, [.. Enumerable.Repeat(Steps, Lanes)]);
            theta.CopyTo(machine.Learning.Theta);
            machine.Moment = step;
            var cost = machine.Gradient(new SequenceEcho(method), Ordered(batch), gradient) / Lanes;
            (first, last) = (step < 20 ? first + (cost / 20) : first, step >= 180 ? last + (cost / 20) : last);
            TensorPrimitives.Divide(gradient, Lanes, gradient);
            optimiser.Update(theta, gradient, 3e-3);
            machine.Settle(theta);
        }

        foreach (var kept in machine.Parameters.Tensors.Where(tensor => !tensor.IsLearned))
        {
            theta.AsSpan(kept.Offset, kept.Count).Clear();
        }

        return (theta, first, last);
    }

    private static Batch Ordered(Batch batch)
    {
        var source = batch.Series!;
        var inputs = new double[batch.Lanes][];
        for (var lane = 0; lane < batch.Lanes; lane++)
        {
            inputs[lane] = new double[source.StepsOf(lane) * source.Channels];
            source.Read(lane, 0, source.StepsOf(lane), inputs[lane]);
            batch.Labels[lane] = lane % 2;
            for (var step = 4; step < source.StepsOf(lane); step++)
            {
                var (leads, follows) = (lane % 2, 1 - (lane % 2));
                inputs[lane][(step * source.Channels) + follows] = inputs[lane][((step - 4) * source.Channels) + leads];
            }
        }

        batch.Series = new ArraySeries(source.Channels, inputs);
        return batch;
    }
}

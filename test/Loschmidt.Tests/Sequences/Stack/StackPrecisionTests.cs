using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Stack;

/// <summary>In single precision the pair of echoes is as good as a stored trajectory, in every tensor of a stack and for long series.</summary>
public sealed class StackPrecisionTests
{
    [Theory, Trait("check", "T22")]
    [InlineData(UnitKind.Linear, 1_000)]
    [InlineData(UnitKind.Linear, 50_000)]
    [InlineData(UnitKind.Nonlinear, 1_000)]
    [InlineData(UnitKind.Nonlinear, 50_000)]
    public void A_pair_in_single_precision_is_as_good_as_a_stored_trajectory_in_every_tensor(UnitKind kind, int steps)
    {
        // Regular motion: the nonlinear units go through 20 units of time in all.
        var unit = kind == UnitKind.Linear
            ? Stacks.Complex with { TrainInitialState = true }
            : Stacks.Nonlinear with { Step = 20.0 / steps };
        var settings = Stacks.Of(unit, NormKind.Layer);
        var batch = Stacks.Batch(settings, 5, steps, steps);
        var layout = new HssmMachine<double>(settings, 2, seed: 7).Parameters;
        var exact = Stacks.Gradient<double>(settings, batch, SequenceMethod.Bptt);
        var stored = Stacks.Errors(layout, Stacks.Gradient<float>(settings, batch, SequenceMethod.Bptt), exact).ToDictionary();
        foreach (var method in new[] { SequenceMethod.Paired, SequenceMethod.Tangent })
        {
            foreach (var (tensor, error) in Stacks.Errors(layout, Stacks.Gradient<float>(settings, batch, method), exact))
            {
                error.ShouldBeLessThan((3 * stored[tensor]) + 1e-5, $"{method}, {tensor}");
            }
        }
    }
}

using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>Gradients of a layer of oscillators: the complex step, the stored trajectory and every echo tell the same.</summary>
public sealed class UnitGradientTests
{
    public static TheoryData<UnitKind, int, int> Sizes()
    {
        var sizes = new TheoryData<UnitKind, int, int>();
        foreach (var kind in new[] { UnitKind.Linear, UnitKind.Nonlinear })
        {
            foreach (var oscillators in new[] { 1, 5, 16 })
            {
                foreach (var steps in new[] { 1, 2, 3, 60 })
                    sizes.Add(kind, oscillators, steps);
            }
        }

        return sizes;
    }

    [Theory, MemberData(nameof(Sizes))]
    [Trait("check", "T8")]
    [Trait("check", "T12")]
    public void A_stored_trajectory_gives_the_gradient_of_the_complex_step(UnitKind kind, int oscillators, int steps)
    {
        // Without the half drift's share in ∂C/∂h, or with the error of a momentum left out, this is wrong by percents.
        var problem = UnitProblem.Draw(kind, oscillators, steps, 0.7);
        problem = problem with { MomentumError = [.. problem.Error.Reverse()] };
        problem.Gradient<double>(SequenceMethod.Bptt).Worst(problem.ComplexStep(), kind).ShouldBeLessThan(1e-12);
    }

    [Theory, MemberData(nameof(Sizes))]
    [Trait("check", "T21")]
    public void The_limit_of_the_pair_is_the_gradient(UnitKind kind, int oscillators, int steps)
    {
        var problem = UnitProblem.Draw(kind, oscillators, steps, 0.7);
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        problem.Gradient<double>(SequenceMethod.Tangent).Worst(reference, kind).ShouldBeLessThan(1e-11);
        problem.Gradient<double>(SequenceMethod.Paired).Worst(reference, kind).ShouldBeLessThan(1e-11);
        problem.Gradient<double>(SequenceMethod.Paired, problem.Epsilon(1e-8)).Worst(reference, kind).ShouldBeLessThan(1e-11);
    }
}

using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>Gradients of a layer of oscillators: the complex step, the stored trajectory and every echo tell the
/// same.</summary>
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

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T8")]
    public void A_long_stored_trajectory_gives_the_gradient_of_the_complex_step(UnitKind kind)
    {
        var problem = UnitProblem.Draw(kind, 1, 1000, 0.1);
        problem.Gradient<double>(SequenceMethod.Bptt).Worst(problem.ComplexStep(), kind).ShouldBeLessThan(1e-12);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T8")]
    public void Lanes_of_different_length_add_up_to_the_gradient(UnitKind kind)
    {
        var problem = UnitProblem.Draw(kind, 5, [37, 90, 64, 1], 0.5);
        var reference = problem.ComplexStep();
        foreach (var method in new[] { SequenceMethod.Bptt, SequenceMethod.Tangent, SequenceMethod.Paired, SequenceMethod.Echo })
            problem.Gradient<double>(method, piece: 32).Worst(reference, kind)
                .ShouldBeLessThan(method == SequenceMethod.Echo ? 1e-7 : 1e-11);
    }

    [Theory]
    [InlineData(60, 1e-3)]
    [InlineData(60, 1.0)]
    [InlineData(1000, 1e-3)]
    [InlineData(1000, 0.3)]
    [InlineData(1000, 1.0)]
    [Trait("check", "T9")]
    [Trait("check", "T12")]
    public void Linear_echoes_are_exact_at_any_epsilon(int steps, double eta)
    {
        var problem = UnitProblem.Draw(UnitKind.Linear, 16, steps, 0.7);
        problem = problem with { MomentumError = [.. problem.Error.Reverse()] };
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        var state = Math.Sqrt(problem.Run<double>(SequenceMethod.Bptt).Phi.Average(phi => phi * phi));
        var epsilon = problem.Epsilon(eta * state / Math.Sqrt(steps));
        problem.Gradient<double>(SequenceMethod.Echo, epsilon).Worst(reference, UnitKind.Linear).ShouldBeLessThan(1e-11);
        problem.Gradient<double>(SequenceMethod.Paired, epsilon).Worst(reference, UnitKind.Linear).ShouldBeLessThan(1e-11);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(16, false)]
    [InlineData(5, true)]
    [Trait("check", "T10")]
    [Trait("check", "T12")]
    public void A_nonlinear_echo_at_a_small_epsilon_is_the_gradient(int oscillators, bool momenta)
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, oscillators, 60, 0.3);
        if (momenta)
            problem = problem with { MomentumError = [.. problem.Error.Reverse()] };
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        problem.Gradient<double>(SequenceMethod.Echo, problem.Epsilon(1e-5)).Worst(reference, UnitKind.Nonlinear)
            .ShouldBeLessThan(1e-7);
        problem.Gradient<double>(SequenceMethod.Echo).Worst(reference, UnitKind.Nonlinear).ShouldBeLessThan(1e-7);
    }

    [Fact]
    [Trait("check", "T11")]
    public void A_pair_errs_by_the_square_of_epsilon_and_one_echo_by_epsilon()
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 5, 60, 0.3);
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        double Error(SequenceMethod method, double nudge) =>
            problem.Gradient<double>(method, problem.Epsilon(nudge)).Worst(reference, UnitKind.Nonlinear);
        (Error(SequenceMethod.Echo, 1e-2) / Error(SequenceMethod.Echo, 1e-3)).ShouldBe(100, 20);
        (Error(SequenceMethod.Paired, 1e-2) / Error(SequenceMethod.Paired, 1e-3)).ShouldBe(100, 20);
        (Error(SequenceMethod.OneSided, 1e-2) / Error(SequenceMethod.OneSided, 1e-3)).ShouldBe(10, 2);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T13")]
    public void A_single_nudge_at_the_turning_point_teaches_like_the_original_echo(UnitKind kind)
    {
        var problem = UnitProblem.Draw(kind, 5, 60, 0.3);
        var error = new double[problem.Error.Length];
        problem.Error.AsSpan()[^5..].CopyTo(error.AsSpan()[^5..]);
        problem = problem with { Error = error };
        problem.Gradient<double>(SequenceMethod.OneSided, 1e-6)
            .Worst(problem.Gradient<double>(SequenceMethod.Bptt), kind).ShouldBeLessThan(1e-4);
    }

    [Theory]
    [InlineData(SequenceMethod.Bptt)]
    [InlineData(SequenceMethod.Echo)]
    [InlineData(SequenceMethod.OneSided)]
    [InlineData(SequenceMethod.Paired)]
    [InlineData(SequenceMethod.Tangent)]
    [Trait("check", "T15")]
    public void One_step_has_its_gradient_in_closed_form(SequenceMethod method)
    {
        // dC/ds = g h²/2 whatever A is: the drive reaches φ₁ by the kick and half a drift.
        var problem = UnitProblem.Draw(UnitKind.Linear, 5, 1, 0.9);
        var gradient = problem.Gradient<double>(method, method == SequenceMethod.Bptt ? null : 1);
        for (var j = 0; j < 5; j++)
        {
            var (h, g) = (problem.Coefficients[j], problem.Error[j]);
            gradient.Drive[j].ShouldBe(g * h * h / 2, 1e-14 * Math.Abs(g));
        }
    }

    [Theory]
    [InlineData(0.1, 200)]
    [InlineData(0.02, 1000)]
    [InlineData(0.5, 60)]
    [Trait("check", "T20")]
    public void A_pair_in_mean_and_difference_is_the_same_pair(double h, int steps)
    {
        // Left out of ∂C/∂w, what the mean of tanh has beyond the chord of ln cosh is a difference of order η².
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, steps, h);
        var epsilon = problem.Epsilon(1e-2 / Math.Sqrt(steps));
        var reference = problem.Gradient<double>(SequenceMethod.Echo, epsilon);
        problem.Gradient<double>(SequenceMethod.Paired, epsilon).Worst(reference, UnitKind.Nonlinear).ShouldBeLessThan(1e-10);
    }

    [Fact]
    [Trait("check", "T20")]
    public void A_strongly_nudged_pair_in_mean_and_difference_is_the_same_pair()
    {
        // Far beyond the series: x = ε w d reaches several units.
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, 60, 0.5);
        var reference = problem.Gradient<double>(SequenceMethod.Echo, 1);
        problem.Gradient<double>(SequenceMethod.Paired, 1).Worst(reference, UnitKind.Nonlinear).ShouldBeLessThan(1e-10);
    }
}

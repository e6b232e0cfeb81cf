using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Tests.Sequences.Units;

/// <summary>Gradients in single precision, and a strength of the nudge that chooses itself.</summary>
public sealed class UnitPrecisionTests
{
    [Theory]
    [InlineData(UnitKind.Linear, 1000, 0.73)]
    [InlineData(UnitKind.Linear, 17984, 0.73)]
    [InlineData(UnitKind.Nonlinear, 1000, 1e-2)]
    [InlineData(UnitKind.Nonlinear, 17984, 1e-4)]
    [InlineData(UnitKind.Nonlinear, 896, 1e-4)]
    [Trait("check", "T22")]
    public void A_pair_in_single_precision_is_as_good_as_a_stored_trajectory(UnitKind kind, int steps, double h)
    {
        // Mean-pooled errors are as small as 1/L: the literal pair would be noise.
        var problem = Single(UnitProblem.Draw(kind, 16, steps, h, 0.1 / steps));
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        var stored = problem.Gradient<float>(SequenceMethod.Bptt).Against(reference, kind);
        foreach (var method in new[] { SequenceMethod.Paired, SequenceMethod.Tangent })
        {
            var pair = problem.Gradient<float>(method).Against(reference, kind);
            foreach (var (mine, theirs) in pair.Zip(stored))
                mine.Error.ShouldBeLessThan(3 * theirs.Error + 1e-5, $"{method} {mine.Name}");
        }
    }

    [Fact]
    [Trait("check", "T23")]
    public void A_literal_pair_in_single_precision_chooses_its_strength_well()
    {
        var problem = Single(UnitProblem.Draw(UnitKind.Nonlinear, 16, 1000, 1e-2, 1e-4));
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        problem.Gradient<float>(SequenceMethod.Echo).Worst(reference, UnitKind.Nonlinear).ShouldBeLessThan(5e-3);

        // A constant does not: ε·g is lost in the rounding of the state.
        problem.Gradient<float>(SequenceMethod.Echo, 1e-3).Worst(reference, UnitKind.Nonlinear).ShouldBeGreaterThan(5e-2);
    }

    [Theory]
    [InlineData(UnitKind.Linear)]
    [InlineData(UnitKind.Nonlinear)]
    [Trait("check", "T25")]
    public void Scaling_the_cost_scales_the_gradient(UnitKind kind)
    {
        var problem = UnitProblem.Draw(kind, 5, 100, 0.3);
        foreach (var method in Enum.GetValues<SequenceMethod>())
        {
            var gradient = problem.Gradient<double>(method);
            foreach (var n in new[] { -30, 20 })
            {
                var scale = Math.ScaleB(1, n);
                var scaled = (problem with { Error = [.. problem.Error.Select(g => g * scale)] }).Gradient<double>(method);
                var back = new UnitGradient(
                    [.. scaled.Coefficients.Select(Down)], Down(scaled.Drive), Down(scaled.Phi0), Down(scaled.Pi0));
                back.Worst(gradient, kind).ShouldBeLessThan(1e-12, $"{method} 2^{n}");
                double[] Down(double[] values) => [.. values.Select(x => x / scale)];
            }
        }
    }

    [Theory]
    [InlineData(SequenceMethod.Echo)]
    [InlineData(SequenceMethod.OneSided)]
    [InlineData(SequenceMethod.Paired)]
    public void A_journey_without_any_error_brings_home_zero(SequenceMethod method)
    {
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 5, 100, 0.3, 0);
        var gradient = problem.Gradient<double>(method);
        gradient.Coefficients.ShouldAllBe(tensor => tensor.All(x => x == 0));
        gradient.Drive.ShouldAllBe(x => x == 0);
    }

    [Fact]
    public void A_state_at_rest_is_nudged_all_the_same()
    {
        var problem = UnitProblem.Draw(UnitKind.Linear, 5, 100, 0.3);
        problem = problem with { Phi0 = new double[5], Pi0 = new double[5], Drive = new double[problem.Drive.Length] };
        var reference = problem.Gradient<double>(SequenceMethod.Bptt);
        UnitGradient.Relative(problem.Gradient<double>(SequenceMethod.Echo).Drive, reference.Drive).ShouldBeLessThan(1e-11);
    }

    [Fact]
    public void A_saturated_oscillator_keeps_the_digits_of_its_small_gradient()
    {
        // |a| = 6: 1 − tanh² is 2.5e-5, of which single precision would keep three digits.
        var problem = UnitProblem.Draw(UnitKind.Nonlinear, 16, 100, 1e-2);
        var c = problem.Coefficients.ToArray();
        c.AsSpan(4 * 16, 16).Fill(6);
        problem = Single(problem with { Coefficients = c, Drive = new double[problem.Drive.Length] });
        var reference = problem.Gradient<double>(SequenceMethod.Tangent);
        UnitGradient.Relative(problem.Gradient<float>(SequenceMethod.Tangent).Coefficients[4], reference.Coefficients[4])
            .ShouldBeLessThan(1e-5);
        UnitGradient.Relative(problem.Gradient<float>(SequenceMethod.Paired).Coefficients[4], reference.Coefficients[4])
            .ShouldBeLessThan(1e-5);
    }

    [Theory]
    [InlineData(SequenceMethod.Echo, 0)]
    [InlineData(SequenceMethod.OneSided, -1)]
    [InlineData(SequenceMethod.Paired, double.NaN)]
    public void A_strength_that_is_none_is_refused(SequenceMethod method, double epsilon) =>
        Should.Throw<ArgumentException>(
            () => UnitProblem.Draw(UnitKind.Linear, 1, 1, 0.5).Gradient<double>(method, epsilon));

    [Fact]
    public void An_exact_return_in_single_precision_is_refused() =>
        Should.Throw<ArgumentException>(
                () => UnitProblem.Draw(UnitKind.Linear, 1, 1, 0.5).Run<float>(SequenceMethod.Tangent, exactReturn: true))
            .Message.ShouldContain("double precision");

    // The same numbers in either precision.
    private static UnitProblem Single(UnitProblem problem)
    {
        double[] Round(double[] values) => [.. values.Select(x => (double)(float)x)];
        return problem with
        {
            Coefficients = Round(problem.Coefficients),
            Drive = Round(problem.Drive),
            Error = Round(problem.Error),
            Phi0 = Round(problem.Phi0),
            Pi0 = Round(problem.Pi0),
        };
    }
}

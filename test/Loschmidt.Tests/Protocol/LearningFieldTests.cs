using Loschmidt.Machines;

namespace Loschmidt.Tests.Protocol;

public class LearningFieldTests
{
    [Theory]
    [InlineData(0.8, 1.3, 0.7)]
    [InlineData(0.01, 0.01, 300)]
    public void The_decay_step_is_the_solution_of_its_equation_of_motion(double Ω, double Γ, double time)
    {
        var field = At(0.4, -0.3, Ω);
        field.Decay(Γ, time);

        // θ̇ = Ωπ, π̇ = −Γπ by the midpoint rule, which errs by (Γ·step)²
        var (θ, π) = (0.4, -0.3);
        const int steps = 20_000;
        var h = time / steps;
        for (var step = 0; step < steps; step++)
        {
            var middle = π * (1 - Γ * h / 2);
            (θ, π) = (θ + Ω * middle * h, π - Γ * middle * h);
        }

        field.Theta[0].ShouldBe(θ, 1e-7);
        field.Pi[0].ShouldBe(π, 1e-7);
    }

    [Fact]
    [Trait("check", "12")]
    public void A_complete_decay_turns_a_kick_into_a_step_of_gradient_descent()
    {
        const double ε = 1e-3, gradient = 2.5, Ω = 0.2, Γ = 0.05;
        var field = At(1, -ε * gradient, Ω);
        field.Decay(Γ, double.PositiveInfinity, scale: 0.5);
        field.Theta[0].ShouldBe(1 - 0.5 * ε * Ω / Γ * gradient, 1e-15);
        field.Pi[0].ShouldBe(0);
    }

    [Fact]
    [Trait("check", "13")]
    public void Kicks_and_incomplete_decays_are_the_heavy_ball()
    {
        const double ε = 0.02, Ω = 0.3, Γ = 0.1, time = 2;
        var μ = Math.Exp(-Γ * time);
        var field = At(1.2, 0, Ω);
        var (θ, velocity) = (1.2, 0.0);
        var kicksAlone = 1.2;
        for (var cycle = 0; cycle < 50; cycle++)
        {
            field.Pi[0] -= ε * Slope(field.Theta[0]);
            field.Decay(Γ, time);

            velocity = μ * velocity - ε * Ω / Γ * (1 - μ) * Slope(θ);
            θ += velocity;
            kicksAlone -= ε * Ω / Γ * (1 - μ) * Slope(kicksAlone);
        }

        field.Theta[0].ShouldBe(θ, 1e-10);
        Math.Abs(θ - kicksAlone).ShouldBeGreaterThan(1e-3, "without memory it is another optimiser");

        static double Slope(double at) => at * at * at + 0.5 * at;
    }

    [Fact]
    public void A_decay_in_two_parts_is_one_decay()
    {
        var (once, twice) = (At(0.4, -0.3, 0.8), At(0.4, -0.3, 0.8));
        once.Decay(1.3, 0.9);
        twice.Decay(1.3, 0.5);
        twice.Decay(1.3, 0.4);
        twice.Theta[0].ShouldBe(once.Theta[0], 1e-15);
        twice.Pi[0].ShouldBe(once.Pi[0], 1e-15);
    }

    [Fact]
    public void Drifting_reversing_and_drifting_again_comes_home_and_a_frozen_field_never_leaves()
    {
        var field = At(0.4, -0.3, 0.8);
        field.Drift(2);
        field.Theta[0].ShouldBe(0.4 - 0.3 * 0.8 * 2, 1e-15);
        field.Reverse();
        field.Drift(2);
        field.Reverse();
        (field.Theta[0], field.Pi[0]).ShouldBe((0.4, -0.3));

        var frozen = new LearningField(1, 0, 0.8);
        frozen.Pi[0] = 1;
        frozen.Drift(5);
        (frozen.Theta[0], frozen.Recoils).ShouldBe((0, false));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_inverse_mass_is_finite_and_not_negative(double Ω)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LearningField(1, Ω, 1)).ParamName.ShouldBe("inverseMass");
        Should.Throw<ArgumentOutOfRangeException>(() => new LearningField(1, 0, Ω)).ParamName.ShouldBe("decayInverseMass");
    }

    private static LearningField At(double θ, double π, double Ω)
    {
        var field = new LearningField(1, Ω, Ω);
        (field.Theta[0], field.Pi[0]) = (θ, π);
        return field;
    }
}

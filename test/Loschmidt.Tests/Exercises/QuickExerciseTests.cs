using System.Numerics;
using Loschmidt.Experiments.Exercises;
using Loschmidt.Learning;

namespace Loschmidt.Tests.Exercises;

/// <summary>The exercises that are computed in a moment, against theory that shares nothing with them.</summary>
public sealed class QuickExerciseTests
{
    /// <summary>Red when an index of S is exchanged, or the second term of a coupling is left out.</summary>
    [Theory]
    [InlineData(0.8, 0.6, 0.3, -0.2, 0.5), InlineData(1.7, 0.4, -0.9, 0.8, -1.3)]
    public void Slopes_from_transmissions_are_those_of_small_differences(double jIn, double jOut, double hidden, double output, double x)
    {
        const double Small = 1e-5;
        var answers = Solve(5, ("j_in", jIn), ("j_out", jOut), ("hidden", hidden), ("output", output), ("x", x));
        double Answer(double h, double j) => Reflection(jIn, j, h, output, x).Imaginary;
        answers["answer"].ShouldBe(Answer(hidden, jOut), 1e-12);
        answers["slope_hidden"].ShouldBe((Answer(hidden + Small, jOut) - Answer(hidden - Small, jOut)) / (2 * Small), 1e-8);
        answers["slope_coupling"].ShouldBe((Answer(hidden, jOut + Small) - Answer(hidden, jOut - Small)) / (2 * Small), 1e-8);
        answers["cross_ratio"].ShouldBe(4.0 / 3, 1e-9, "a Moebius function keeps (−2)(−2)/((−1)(−3))");
        Math.Abs(answers["two_copies"] - (4.0 / 3)).ShouldBeGreaterThan(0.01, "two copies are no Moebius function");
    }

    /// <summary>Red when Ω is not 8b, R² not a/2b, or friction acts on another momentum.</summary>
    [Theory]
    [InlineData(1, 0.5, 0.3, 0.5), InlineData(0.7, 0.9, 0.2, 1)]
    public void A_kick_moves_a_hat_by_its_inverse_mass_over_the_friction(double a, double b, double kick, double friction)
    {
        var answers = Solve(6, ("a", a), ("b", b), ("kick", kick), ("friction", friction), ("temperature", 0.02), ("mismatch", 1e-4));
        var squaredRadius = a / (2 * b);
        answers["squared_radius"].ShouldBe(squaredRadius, 1e-12);
        answers["inverse_mass"].ShouldBe(8 * b, 8 * b * 1e-3, "what is left is of order kick²");
        answers["displacement"].ShouldBe(8 * b * kick * squaredRadius / friction, 0.01 * kick / friction, "a kick of 0.3 R² turns faster by a share of 0.2 %");
        answers["thermal"].ShouldBe(0.02 / (8 * b), 0.1 * 0.02 / (8 * b), "4096 particles know their variance to 2 %");
        var height = -1e-4 * b * squaredRadius * squaredRadius / 4;
        answers["lifetime"].ShouldBe(MemoryLifetime.WithFriction(8 * b, friction, height, 4, 0.6, 0.3), 0.01 * answers["lifetime"], "theory to first order in λ/Γ");
        answers["cycle_pair"].ShouldBeLessThan(answers["cycle_single"] / 100, "what is odd in ε cancels");
    }

    [Fact]
    public void Numbers_of_ones_own_have_answers_of_their_own()
    {
        var (one, other) = (Solve(6, ("seed", 1)), Solve(6, ("seed", 2)));
        (one["cycle_single"] / other["cycle_single"]).ShouldNotBeInRange(0.99, 1.01);
        one["thermal"].ShouldNotBe(other["thermal"]);
    }

    private static IReadOnlyDictionary<string, double> Solve(int number, params (string Key, double Value)[] given)
    {
        var exercise = ExerciseCatalog.Of(number);
        var all = exercise.Given.ToDictionary(one => one.Key, one => one.Default);
        foreach (var (key, value) in given)
            all[key] = value;
        return ExerciseCommand.Solved(exercise, all, TestContext.Current.CancellationToken).Answers;
    }

    // Three modes in a row, eliminated by hand.
    private static Complex Reflection(double jIn, double jOut, double hidden, double output, double x)
    {
        var i = Complex.ImaginaryOne;
        var seen = 0.5 + (i * hidden) + (jIn * jIn / (0.5 + (i * x)));
        return 1 - (1 / (0.5 + (i * output) + (jOut * jOut / seen)));
    }
}

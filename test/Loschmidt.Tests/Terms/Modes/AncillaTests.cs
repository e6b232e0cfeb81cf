using System.Numerics;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Tests.Terms.Modes;

public class AncillaTests
{
    private static readonly Complex Field = new(0.7, -0.4);

    [Fact]
    [Trait("check", "14")]
    public void Squeezing_with_an_empty_ancilla_writes_the_conjugate_field_into_it()
    {
        const double χ = 1.7;
        var x = Prepared(Field, 0);
        ModeTerms.TwoModeSqueezing<double>([(0, 1)], χ).Flow(x.View, default, Math.Log(1 + Math.Sqrt(2)) / χ);
        (Psi(x, 1) + Complex.ImaginaryOne * Complex.Conjugate(Field)).Magnitude.ShouldBeLessThan(1e-12);
        (Psi(x, 0) - Math.Sqrt(2) * Field).Magnitude.ShouldBeLessThan(1e-12);
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(1, 0.1)]
    [Trait("check", "14")]
    public void Squeezing_for_another_time_or_into_a_lit_ancilla_does_not(double share, double lit)
    {
        var x = Prepared(Field, lit);
        ModeTerms.TwoModeSqueezing<double>([(0, 1)], 1).Flow(x.View, default, share * Math.Log(1 + Math.Sqrt(2)));
        (Psi(x, 1) + Complex.ImaginaryOne * Complex.Conjugate(Field)).Magnitude.ShouldBeGreaterThan(0.05);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    [Trait("check", "14")]
    public void The_sign_of_the_swap_decides_the_sign_of_the_conjugate_field(int swap, int sign)
    {
        var x = Prepared(Field, 0);
        ModeTerms.TwoModeSqueezing<double>([(0, 1)], 1).Flow(x.View, default, Math.Log(1 + Math.Sqrt(2)));
        ModeTerms.BeamSplitter<double>([(0, 1)], swap).Flow(x.View, default, Math.PI / 2);
        (Psi(x, 0) - sign * Complex.Conjugate(Field)).Magnitude.ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Half_of_the_light_leaves_a_beam_splitter_on_either_side_at_a_quarter_pi()
    {
        var x = Prepared(Field, 0);
        ModeTerms.BeamSplitter<double>([(0, 1)], 1).Flow(x.View, default, Math.PI / 4);
        (Psi(x, 0) - Field / Math.Sqrt(2)).Magnitude.ShouldBeLessThan(1e-15);
        (Psi(x, 1) + Complex.ImaginaryOne * Field / Math.Sqrt(2)).Magnitude.ShouldBeLessThan(1e-15);
    }

    [Fact]
    [Trait("check", "15")]
    public void The_chi2_splitting_follows_sech_and_tanh()
    {
        // χT = 3 with χ = 2χ′ as in the closed form sech(χrt/√2); measured 2.5e-3 at K = 16 and 6.2e-4 at K = 32 for r ≤ 1
        var (coarse, fine) = (ClosedFormError(16), ClosedFormError(32));
        fine.ShouldBeLessThan(1e-3);
        Math.Log2(coarse / fine).ShouldBe(2, 0.1);
    }

    [Fact]
    [Trait("check", "15")]
    public void Composing_chi2_without_the_palindrome_is_only_first_order() =>
        Math.Log2(ClosedFormError(64, palindrome: false) / ClosedFormError(128, palindrome: false)).ShouldBe(1, 0.2);

    [Fact]
    [Trait("check", "3")]
    public void Manley_Rowe_and_energy_errors_of_chi2_fall_fourfold_when_steps_are_halved()
    {
        var errors = new[] { 8, 16, 32 }.Select(steps => ConservationErrors(steps)).ToArray();
        for (var k = 0; k < 2; k++)
        {
            (errors[k].Norm / errors[k + 1].Norm).ShouldBe(4, 0.5);
            (errors[k].Energy / errors[k + 1].Energy).ShouldBe(4, 0.5);
        }
    }

    [Fact]
    [Trait("check", "3")]
    public void Manley_Rowe_and_energy_errors_fall_twofold_only_without_the_palindrome()
    {
        var (coarse, fine) = (ConservationErrors(64, palindrome: false), ConservationErrors(128, palindrome: false));
        (coarse.Norm / fine.Norm).ShouldBe(2, 0.5);
        (coarse.Energy / fine.Energy).ShouldBe(2, 0.5);
    }

    [Fact]
    public void The_chi2_splitting_returns_home_from_any_state_however_coarse()
    {
        var x = Prepared(Field, new Complex(0.2, 0.5));
        Chi2(x, 1.5, 3, 4, palindrome: true);
        x.View.Reverse();
        Chi2(x, 1.5, 3, 4, palindrome: true);
        x.View.Reverse();
        (Psi(x, 0) - Field).Magnitude.ShouldBeLessThan(1e-13);
        (Psi(x, 1) - new Complex(0.2, 0.5)).Magnitude.ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void The_chi2_splitting_without_the_palindrome_does_not_return_home()
    {
        var x = Prepared(Field, new Complex(0.2, 0.5));
        Chi2(x, 1.5, 3, 8, palindrome: false);
        x.View.Reverse();
        Chi2(x, 1.5, 3, 8, palindrome: false);
        x.View.Reverse();
        (Psi(x, 0) - Field).Magnitude.ShouldBeGreaterThan(1e-3);
    }

    private static double ClosedFormError(int steps, bool palindrome = true)
    {
        const double χ = 1, time = 3;
        var worst = 0.0;
        foreach (var r in new[] { 0.25, 0.5, 0.75, 1.0 })
        {
            var start = Complex.FromPolarCoordinates(r, 0.6);
            var x = Prepared(start, 0);
            Chi2(x, χ / 2, time, steps, palindrome);
            var argument = χ * r * time / Math.Sqrt(2);
            var pump = -Complex.ImaginaryOne * Complex.Exp(2 * Complex.ImaginaryOne * 0.6) * r / Math.Sqrt(2) * Math.Tanh(argument);
            worst = Math.Max(worst, (Psi(x, 0) - start / Math.Cosh(argument)).Magnitude);
            worst = Math.Max(worst, (Psi(x, 1) - pump).Magnitude);
        }

        return worst;
    }

    private static (double Norm, double Energy) ConservationErrors(int steps, bool palindrome = true)
    {
        var x = Prepared(Field, new Complex(0.2, 0.5));
        var (norm, energy) = (ManleyRowe(x), Chi2Energy(x));
        Chi2(x, 0.5, 3, steps, palindrome);
        return (Math.Abs(ManleyRowe(x) - norm), Math.Abs(Chi2Energy(x) - energy));
    }

    private static double ManleyRowe(PhasePoint<double> x) =>
        Math.Pow(Psi(x, 0).Magnitude, 2) + 2 * Math.Pow(Psi(x, 1).Magnitude, 2);

    // χ′(a*Ψ² + c.c.) written in complex numbers, not through the terms
    private static double Chi2Energy(PhasePoint<double> x) =>
        0.5 * 2 * (Complex.Conjugate(Psi(x, 1)) * Psi(x, 0) * Psi(x, 0)).Real;

    private static void Chi2(PhasePoint<double> x, double coupling, double time, int steps, bool palindrome)
    {
        var h = ModeTerms.Chi2<double>([(0, 1)], coupling);
        var dt = time / steps;
        (int Term, double Share)[] order = palindrome
            ? [(0, 0.5), (1, 0.5), (2, 1), (1, 0.5), (0, 0.5)]
            : [(0, 1), (1, 1), (2, 1)];
        for (var step = 0; step < steps; step++)
            foreach (var (term, share) in order)
                h[term].Flow(x.View, default, share * dt);
    }

    private static PhasePoint<double> Prepared(Complex first, Complex second)
    {
        var x = new PhasePoint<double>(2, 1);
        (x.View.Q[0], x.View.P[0]) = (Math.Sqrt(2) * first.Real, Math.Sqrt(2) * first.Imaginary);
        (x.View.Q[x.Lanes], x.View.P[x.Lanes]) = (Math.Sqrt(2) * second.Real, Math.Sqrt(2) * second.Imaginary);
        return x;
    }

    private static Complex Psi(PhasePoint<double> x, int mode) =>
        new Complex(x.View.Q[mode * x.Lanes], x.View.P[mode * x.Lanes]) / Math.Sqrt(2);
}

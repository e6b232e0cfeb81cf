using System.Numerics;
using Loschmidt.Fields;
using Loschmidt.Imperfections;
using Loschmidt.PhaseSpace;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Imperfections;

/// <summary>Errors of the time reversal.</summary>
public sealed class ReversalTests
{
    /// <summary>In a linear machine exactly (2δ + δ²) of it. Mutation: a gain of the energy, or one that acts before the nudge is thought of.</summary>
    [Fact]
    public void A_gain_error_leaves_twice_itself_of_the_back_action()
    {
        const double δ = 1e-3;
        var machine = Flawed.Wave(new() { Reversal = new() { Gain = δ } }, Flawed.Linear);
        var heard = Flawed.Heard(machine, WaveCases.Pattern(1));
        var left = Flawed.Residue(machine, WaveCases.Pattern(1));
        WaveCases.RelativeDistance(left, [.. heard.Select(h => ((2 * δ) + (δ * δ)) * h)]).ShouldBeLessThan(1e-9);
        WaveCases.Largest(Flawed.Residue(Flawed.Wave(new(), Flawed.Linear), WaveCases.Pattern(1))).ShouldBeLessThan(1e-11);
    }

    /// <summary>Mutation: a phase that depends on the mode, or that the returning field does not share.</summary>
    [Fact]
    public void A_phase_that_all_modes_share_is_harmless_where_only_intensities_act() =>
        Flawed.GradientError(new() { Reversal = new() { Phase = 1 } }).ShouldBeLessThan(1e-10);

    /// <summary>Mutation: the momenta are reversed twice, or after the way home.</summary>
    [Fact]
    public void Momenta_that_are_not_reversed_hear_everything_twice()
    {
        var machine = Flawed.Wave(new() { Reversal = new() { ForgetTheta = true } });
        var heard = Flawed.Heard(machine, WaveCases.Pattern(1));
        WaveCases.RelativeDistance(Flawed.Residue(machine, WaveCases.Pattern(1)), [.. heard.Select(h => 2 * h)]).ShouldBeLessThan(1e-11);
    }

    /// <summary>Mutation: the fraction is compared with something else than a uniform number.</summary>
    [Fact]
    public void The_stated_fraction_of_modes_goes_on_as_if_nothing_had_happened()
    {
        const double fraction = 0.25;
        var machine = new WaveMachine<double>(Flawed.Still, 1);
        const int modes = 20_000;
        var errors = new ReversalErrors(new ReversalSettings { LeftOut = fraction }, machine, modes, 3, new Occasion(1));
        var x = new PhasePoint<double>(modes, 1);
        x.View.P.Fill(1);
        errors.Act(x.View, default);
        var left = 0;
        for (var i = 0; i < modes; i++)
        {
            left += x.View.P[i * x.Lanes] < 0 ? 1 : 0;
        }

        ((double)left / modes).ShouldBe(fraction, 4 * Math.Sqrt(fraction * (1 - fraction) / modes), "four standard deviations");
    }

    [Fact]
    public void Leaving_out_every_mode_is_a_reversal_of_none()
    {
        var (out1, out2) = (Residue(new() { LeftOut = 1 }), Residue(new() { Incomplete = 1 }));
        out1.ShouldBe(out2);
        WaveCases.Largest(out1).ShouldBeGreaterThan(1e-3);

        static double[] Residue(ReversalSettings reversal) =>
            Flawed.Residue(Flawed.Wave(new() { Reversal = reversal }), WaveCases.Pattern(1));
    }

    /// <summary>Mutations: the row about which the pulse is mirrored is off by one; the carrier keeps its sense.</summary>
    [Theory]
    [InlineData(0, 1e-12, false)]
    [InlineData(0.4, 0.1, true)]
    public void A_surface_turns_a_pulse_round_that_is_symmetric_along_its_way_and_spoils_another(double skew, double limit, bool spoils)
    {
        var settings = Flawed.Still with { Lattice = new Lattice { Columns = 3, Rows = 61 } };
        var machine = new WaveMachine<double>(settings, 1);
        var place = Math.Round(2 * machine.MirrorRow) / 2;
        var x = new PhasePoint<double>(3 * machine.Rows, 1);
        for (var i = 0; i < x.Coordinates; i++)
        {
            var z = (i % machine.Rows) - place;
            var arrived = Math.Exp(-z * z / 4) * (1 + (skew * z / 3)) * Complex.Exp(Complex.ImaginaryOne * machine.CarrierPerRow * z);
            (x.View.Q[i * x.Lanes], x.View.P[i * x.Lanes]) = (arrived.Real, -arrived.Imaginary);
        }

        var timeMirror = x.View.Q.ToArray();
        new PulseMirror(machine).Act(x.View);
        var apart = WaveCases.Largest(x.View.Q, timeMirror);
        (apart > limit).ShouldBe(spoils, $"{apart}");
    }
}

using System.Numerics;
using Loschmidt.Fields;
using Loschmidt.Imperfections;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;
using Loschmidt.Scattering;
using Loschmidt.Tests.Fields.Photonic;
using Loschmidt.Tests.Fields.Waves;
using Loschmidt.Tests.Scattering;

namespace Loschmidt.Tests.Imperfections;

/// <summary>Light that comes in photons, in symmetric ordering.</summary>
public sealed class QuantumTests
{
    private const int Modes = 20_000;

    /// <summary>Two samples of different energy hold as many photons each. Mutations: a whole photon, one plane's variance for both, the photon of lane 0.</summary>
    [Fact]
    public void Every_mode_holds_half_a_photon_of_vacuum()
    {
        var (noise, _, x) = Bench(photons: 1000);
        noise.Act(x.View, default);
        foreach (var (lane, photon) in new[] { (0, 1e-3), (1, 4e-3) })
        {
            var (q, p) = Variance(x, lane);
            q.ShouldBe(photon / 2, photon / 2 * 5 * Math.Sqrt(2.0 / Modes), "chi-squared, five standard deviations");
            p.ShouldBe(photon / 2, photon / 2 * 5 * Math.Sqrt(2.0 / Modes), "the complex noise has the variance of each plane");
        }
    }

    /// <summary>A conjugating amplifier: vacuum comes back as cosh² + sinh² = 3 halves, one of which is half a photon of vacuum and the other two a
    /// photon that can be counted. Mutations: Ξ₀ that is not amplified, √2 of the energy, the numbers of the vacuum used again.</summary>
    [Fact]
    public void A_squeezing_mirror_sends_a_photon_per_mode_back_into_the_dark()
    {
        var (noise, machine, x) = Bench(photons: 1000);
        noise.Act(x.View, default);
        noise.Reflect(machine);
        noise.Act(x.View, default);
        foreach (var (lane, photon) in new[] { (0, 1e-3), (1, 4e-3) })
        {
            var (q, p) = Variance(x, lane);
            q.ShouldBe(1.5 * photon, 1.5 * photon * 5 * Math.Sqrt(2.0 / Modes), "chi-squared, five standard deviations");
            p.ShouldBe(1.5 * photon, 1.5 * photon * 5 * Math.Sqrt(2.0 / Modes), "the complex noise has the variance of each plane");
        }
    }

    /// <summary>Mutation: the vacuum is added to the modes that hold light, or to the image alone.</summary>
    [Fact]
    public void Ancillas_enter_with_their_own_vacuum()
    {
        var machine = PhotonicCases.Reader<double>(lanes: 1);
        machine.Prepare(PhotonicCases.Strokes(1, 1));
        machine.State.Q.Contains(0).ShouldBeTrue();
        new QuantumNoise(new QuantumSettings { PhotonsPerPulse = 100 }, lanes: 1, seed: 3, new Occasion(1)).Enter(machine);
        for (var mode = 0; mode < machine.Modes; mode++)
        {
            machine.State.Q[mode * machine.State.Lanes].ShouldNotBe(0);
            machine.State.P[mode * machine.State.Lanes].ShouldNotBe(0);
        }
    }

    /// <summary>The same random numbers, a hundredth of the variance. Mutation: amplitudes that go as 1/N, or an ancilla that does not.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void The_variance_of_a_gradient_goes_as_one_over_the_photons(bool amplified)
    {
        var (few, many) = (Error(1e8), Error(1e10));
        (few * few / (many * many)).ShouldBe(100, 5, "the next order of the noise is a few per cent at a hundred million photons");
        few.ShouldBeGreaterThan(1e-5);

        double Error(double photons) => Flawed.GradientError(
            new() { Quantum = new() { PhotonsPerPulse = photons, AmplifiedAncilla = amplified } }, epsilon: 1e-2);
    }

    /// <summary>A mirror that adds nothing brings the vacuum home with the light. Mutations: the ancilla's noise without the ancilla; vacuum that is
    /// added at the turning point.</summary>
    [Fact]
    public void Vacuum_comes_home_and_what_an_ancilla_adds_does_not()
    {
        WaveCases.Largest(Residue(amplified: false)).ShouldBeLessThan(1e-11);
        WaveCases.Largest(Residue(amplified: true)).ShouldBeGreaterThan(1e-4);

        static double[] Residue(bool amplified) => Flawed.Residue(
            Flawed.Wave(new() { Quantum = new() { PhotonsPerPulse = 1e4, AmplifiedAncilla = amplified } }), WaveCases.Pattern(1));
    }

    /// <summary>Half a photon everywhere would turn a weak wave by −guT, as its own cross-phase modulation, twice what |Ψ|² says; light that is weak keeps its
    /// frequency. Mutations: no correction, its half, the other sign: each leaves 0.2 rad or more.</summary>
    [Fact]
    public void Vacuum_alone_turns_no_phases()
    {
        // Some twenty photons that the vacuum would turn by 0.4 rad, on as many sites as photons: their own Kerr phase is no larger.
        var settings = Flawed.Still with { Packet = Flawed.Still.Packet with { Intensity = 0.078 } };
        var ideal = new WaveMachine<double>(settings, 1);
        ideal.Prepare(WaveCases.Pattern(1));
        var photons = ideal.Norm() * ideal.PhasePerPhoton / 0.4;
        photons.ShouldBeInRange(15, 35);
        ideal.Evolve();
        var machine = new WaveMachine<double>(settings, 1);
        var device = ImperfectMachine.Of(machine, ideal, new() { Quantum = new() { PhotonsPerPulse = photons } }, seed: 2);
        var overlap = Complex.Zero;
        for (var shot = 0; shot < 100; shot++)
        {
            device.Name(shot, 0);
            device.Prepare(WaveCases.Pattern(1));
            device.Evolve();
            for (var i = 0; i < ideal.Wave.Q.Length; i++)
            {
                overlap += new Complex(ideal.Wave.Q[i], -ideal.Wave.P[i]) * new Complex(machine.Wave.Q[i], machine.Wave.P[i]);
            }
        }

        overlap.Phase.ShouldBe(0, 0.06, "a shot of 25 photons is good to 0.14 rad, and 0.4 rad of the vacuum's own spread are of third order");
    }

    /// <summary>No pulse is like the last one, and the same training step is like itself. Mutation: static noise, or a stream that counts its calls.</summary>
    [Fact]
    public void Every_pulse_brings_a_vacuum_of_its_own()
    {
        var machine = Flawed.Wave(new() { Quantum = new() { PhotonsPerPulse = 1e6 } });
        var cycle = new SelfLearningCycle { Epsilon = 1e-2, DecayRate = 0.01 };
        var (first, second, again) = (Kick(3), Kick(4), Kick(3));
        again.ShouldBe(first);
        WaveCases.RelativeDistance(second, first).ShouldBeGreaterThan(1e-3);

        double[] Kick(long moment)
        {
            ((IDrawsNoise)machine).Name(moment, 0);
            machine.Learning.Pi.Clear();
            cycle.Kick(machine, WaveCases.Pattern(1));
            return machine.Learning.Pi.ToArray();
        }
    }

    /// <summary>Mutation: a machine without an open field is given vacuum that nothing adds.</summary>
    [Fact]
    public void A_machine_that_keeps_its_field_to_itself_is_refused_with_a_cure()
    {
        var refusal = Should.Throw<NotSupportedException>(() => ImperfectMachine.Of(
            Scatterer(), Scatterer(), new() { Quantum = new() { PhotonsPerPulse = 1e6 } }, seed: 1));
        refusal.Message.ShouldContain("detection.shotNoise");

        static IEvolves Scatterer()
        {
            var network = Networks.Of("layered");
            return new ScatteringMachine<double>(network, Networks.Theta(network));
        }
    }

    private static (QuantumNoise Noise, IExposed Machine, PhasePoint<double> Field) Bench(double photons)
    {
        var noise = new QuantumNoise(new QuantumSettings { PhotonsPerPulse = photons }, lanes: 2, seed: 3, new Occasion(2));
        var x = new PhasePoint<double>(Modes, 2) { Active = 2 };

        // All light in one mode: Σ|Ψ|² = 1 and 4.
        (x.View.Q[0], x.View.Q[1]) = (Math.Sqrt(2), Math.Sqrt(8));
        return (noise, new WaveMachine<double>(Flawed.Still, 1), x);
    }

    // The mode that holds the light is left out.
    private static (double Q, double P) Variance(PhasePoint<double> x, int lane)
    {
        var (q, p) = (0.0, 0.0);
        for (var mode = 1; mode < Modes; mode++)
        {
            var i = (mode * x.Lanes) + lane;
            (q, p) = (q + (x.View.Q[i] * x.View.Q[i]), p + (x.View.P[i] * x.View.P[i]));
        }

        return (q / (Modes - 1), p / (Modes - 1));
    }
}

using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Imperfections;

/// <summary>Every knob has the ideal machine as its limit.</summary>
public sealed class SeamLimitTests
{
    private static readonly Dictionary<string, Func<double, ImperfectionSettings>> Knobs = new(StringComparer.Ordinal)
    {
        ["parameters.spread"] = x => new() { Parameters = new() { Spread = x } },
        ["parameters.drift"] = x => new() { Parameters = new() { Drift = x } },
        ["parameters.walk"] = x => new() { Parameters = new() { Walk = x } },
        ["map.loss"] = x => new() { Map = new() { Loss = x } },
        ["map.lossSpread"] = x => new() { Map = new() { Loss = x, LossSpread = x > 0 ? 0.5 : 0 } },
        ["map.gain"] = x => new() { Map = new() { Gain = x } },
        ["map.dephasing"] = x => new() { Map = new() { Dephasing = x } },
        ["map.occupation"] = x => new() { Map = new() { Loss = x, Occupation = x > 0 ? 1e-3 : 0 } },
        ["map.detuning"] = x => new() { Map = new() { Detuning = x } },
        ["map.jitter"] = x => new() { Map = new() { Jitter = x } },
        ["injection.strength"] = x => new() { Injection = new() { Strength = x } },
        ["injection.strengthSpread"] = x => new() { Injection = new() { StrengthSpread = x } },
        ["injection.phase"] = x => new() { Injection = new() { Phase = x } },
        ["injection.phaseSpread"] = x => new() { Injection = new() { PhaseSpread = x } },
        ["reversal.gain"] = x => new() { Reversal = new() { Gain = x } },
        ["reversal.sitePhase"] = x => new() { Reversal = new() { SitePhase = x } },
        ["reversal.noise"] = x => new() { Reversal = new() { Noise = x } },
        ["reversal.incomplete"] = x => new() { Reversal = new() { Incomplete = x } },
        ["reversal.delay"] = x => new() { Reversal = new() { Delay = x } },
        ["reversal.ancilla.vacuum"] = x => new() { Reversal = new() { Ancilla = new() { Vacuum = x } } },
        ["quantum.photonsPerPulse"] = x => new() { Quantum = new() { PhotonsPerPulse = x > 0 ? 1 / x : 0 } },
        ["learning.damping"] = x => new() { Learning = new() { Damping = x } },
        ["compensation.loss"] = x => new() { Map = new() { Loss = x }, Compensation = new() { Loss = x } },
    };

    public static TheoryData<string> Names => [.. Knobs.Keys];

    /// <summary>Mutation: any seam that multiplies by something that is not one, or forgets a contribution, at zero.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_knob_at_zero_changes_no_bit_of_the_gradient(string knob) =>
        Flawed.Gradient(Flawed.Wave(Knobs[knob](0)), WaveCases.Pattern(1))
            .ShouldBe(Flawed.Gradient(new WaveMachine<double>(Flawed.Still, 1), WaveCases.Pattern(1)));

    /// <summary>Errors go with the knob or with its root; ten times less for a hundredth is both. Mutation: a knob that is read nowhere.</summary>
    [Theory, MemberData(nameof(Names))]
    public void The_error_of_the_gradient_vanishes_with_the_knob(string knob)
    {
        var (large, small, least) = (At(1e-4), At(1e-6), At(1e-8));
        large.ShouldBeGreaterThan(1e-7);
        small.ShouldBeLessThan(0.13 * large);
        least.ShouldBeLessThan(Math.Max(0.13 * small, 1e-9), "1e-9 is the rounding of a difference at epsilon = 1e-3");

        double At(double x) => Flawed.GradientError(Knobs[knob](x));
    }

    /// <summary>Mutation: the influences of a machine that recoils see another order of field and momenta.</summary>
    [Fact]
    public void A_machine_whose_parameters_recoil_is_bit_for_bit_itself_without_errors()
    {
        var settings = new ImperfectionSettings
        {
            Parameters = new(), Map = new(), Injection = new(), Reversal = new(), Learning = new(), Detection = new(), Compensation = new(), Quantum = new(),
        };
        Flawed.Gradient(Flawed.Wave(settings, WaveCases.Small), WaveCases.Pattern(2))
            .ShouldBe(Flawed.Gradient(new WaveMachine<double>(WaveCases.Small, 1), WaveCases.Pattern(2)));
    }

    /// <summary>Mutation: a number drawn in the order of the lanes, or without the number of the sample.</summary>
    [Fact]
    public void Noise_depends_on_the_sample_and_not_on_who_travels_beside_it()
    {
        var flaws = new ImperfectionSettings
        {
            Map = new() { Loss = 0.01, Occupation = 0.1, Dephasing = 0.01 }, Reversal = new() { Noise = 0.01 }, Parameters = new() { Drift = 0.01 },
            Drive = new() { Noise = 0.1 }, Detection = new() { ShotNoise = 0.01 },
            Quantum = new() { PhotonsPerPulse = 1e4 },
        };
        var together = Run(3, 0, 3, 0);
        for (var sample = 0; sample < 3; sample++)
        {
            Run(1, sample, 1, (uint)sample)[0].ShouldBe(together[sample], 1e-12);
        }

        double[] Run(int lanes, int block, int samples, uint which)
        {
            var machine = Flawed.Photonic(flaws, lanes);
            ((IDrawsNoise)machine).Name(11, block);
            machine.Prepare(Fields.Photonic.PhotonicCases.Strokes(samples, lanes, which));
            machine.Evolve();
            machine.Reverse();
            machine.Return();
            machine.Evolve();
            var outputs = new double[machine.Outputs * lanes];
            machine.Read(outputs);
            return outputs;
        }
    }

    [Fact]
    public void A_device_shows_no_derivatives_and_says_so()
    {
        var machine = Flawed.Wave(new ImperfectionSettings());
        new TangentEstimator().Supports(machine, out var reason).ShouldBeFalse();
        reason.ShouldContain("remove the key 'imperfections'");
        new EchoEstimator(1e-3).Supports(machine, out _).ShouldBeTrue();
        ((IModelled)machine).Model.ShouldBeOfType<WaveMachine<double>>();
    }

    /// <summary>Mutation: an influence that makes a buffer at every step.</summary>
    [Fact]
    public void A_pass_with_every_error_allocates_nothing()
    {
        var machine = Flawed.Wave(new ImperfectionSettings
        {
            Parameters = new() { Spread = 0.1, Drift = 0.1, Bits = 8, Range = 4 }, Detection = new() { ShotNoise = 0.1, Noise = 0.1, Bits = 8, Range = 2 },
            Map = new() { Loss = 0.1, LossSpread = 0.1, Dephasing = 0.1, Occupation = 0.1, Detuning = 0.1, Jitter = 0.1 },
            Reversal = new() { Gain = 0.1, Noise = 0.1, SitePhase = 0.1 }, Injection = new() { PhaseSpread = 0.1 }, Learning = new() { Damping = 0.1 },
            Compensation = new() { Loss = 0.1, Reamplify = true }, Quantum = new() { PhotonsPerPulse = 1e4 },
        });
        var (batch, outputs) = (WaveCases.Pattern(1), new double[2]);
        Cycle();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Cycle()
        {
            machine.Prepare(batch);
            machine.Evolve();
            machine.Reverse();
            machine.Keep();
            machine.Nudge(1e-3);
            machine.Return();
            machine.Recall();
            machine.Read(outputs);
        }
    }
}

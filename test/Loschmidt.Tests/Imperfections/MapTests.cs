using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Tests.Fields.Waves;

namespace Loschmidt.Tests.Imperfections;

/// <summary>What happens to the field on its way.</summary>
public sealed class MapTests
{
    /// <summary>Mutation: e^(−κt) of the amplitude instead of the energy, or a step without its loss.</summary>
    [Theory]
    [InlineData(0.7, 0)]
    [InlineData(0, 0.4)]
    [InlineData(0.7, 0.4)]
    public void Energy_leaves_at_the_rate_kappa_and_comes_at_the_rate_g(double loss, double gain)
    {
        var (machine, before) = Prepared(new MapSettings { Loss = loss, Gain = gain });
        machine.Evolve();
        Norm(machine).ShouldBe(before * Math.Exp((gain - loss) * Flawed.Still.Duration), 1e-10 * before, "the machine itself conserves it to rounding");
    }

    /// <summary>Mutations: the spread drawn anew at every step; a mode that loses at a negative rate.</summary>
    [Fact]
    public void A_spread_of_the_loss_leaves_every_mode_its_own()
    {
        var (machine, before) = Prepared(new MapSettings { Loss = 0.5, LossSpread = 100 });
        machine.Evolve();
        Norm(machine).ShouldBeInRange(1e-30, before);
        var (alike, spread) = (Flawed.GradientError(new() { Map = new() { Loss = 0.3 } }), Flawed.GradientError(new() { Map = new() { Loss = 0.3, LossSpread = 0.5 } }));
        spread.ShouldBeGreaterThan(alike);
    }

    /// <summary>Mutation: amplitudes change with the phases.</summary>
    [Fact]
    public void Dephasing_keeps_the_energy_and_loses_the_echo()
    {
        var (machine, before) = Prepared(new MapSettings { Dephasing = 0.5 });
        machine.Keep();
        machine.Evolve();
        Norm(machine).ShouldBe(before, 1e-10 * before);
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Overlap.ShouldBeLessThan(0.9);
    }

    /// <summary>A random phase of variance 2γt on the way out and another on the way home: ⟨Ψ⟩ keeps e^(−2γT). In a machine at rest (nothing else moves),
    /// F = e^(−4γT) up to 1/√modes. Mutation: variance γt.</summary>
    [Fact]
    public void The_mean_field_decays_as_exp_minus_gamma_t()
    {
        var still = Flawed.Linear with { Beta = 0, Coupling = 0 };
        var machine = Flawed.Wave(new() { Map = new() { Dephasing = 0.2 } }, still);
        machine.Prepare(WaveCases.Pattern(1));
        machine.Keep();
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Overlap.ShouldBe(Math.Exp(-4 * 0.2 * still.Duration), 0.12, "about 50 sites hold the wave");
    }

    /// <summary>Mutation: noise without the loss that belongs to it, or the variance of one plane.</summary>
    [Fact]
    public void A_lossy_mode_warms_up_to_its_bath()
    {
        var (machine, _) = Prepared(new MapSettings { Loss = 30, Occupation = 0.02 });
        machine.Evolve();
        var sites = Flawed.Still.Lattice.Sites;
        Norm(machine).ShouldBe(0.02 * sites, 0.02 * sites * 4 / Math.Sqrt(sites), "chi-squared with two numbers per site, four standard deviations");
    }

    /// <summary>It makes another machine, and that one is as reversible. Mutations: a phase of the other sign on the way home, or drawn anew.</summary>
    [Fact]
    public void Static_disorder_of_frequencies_comes_home()
    {
        var (machine, _) = Prepared(new MapSettings { Detuning = 3 });
        machine.Keep();
        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        machine.DistanceFromKept().Field.ShouldBeLessThan(1e-11);
        Flawed.GradientError(new() { Map = new() { Detuning = 3 } }).ShouldBeGreaterThan(0.1, "but it is not the machine that was meant");
    }

    /// <summary>Mutation: the way out is stretched too.</summary>
    [Fact]
    public void A_way_home_of_another_duration_misses_home_by_as_much()
    {
        var (small, large) = (Missed(1e-4), Missed(1e-3));
        large.ShouldBe(10 * small, 0.05 * large);
        large.ShouldBeGreaterThan(1e-5);

        static double Missed(double jitter)
        {
            var (machine, _) = Prepared(new MapSettings { Jitter = jitter });
            machine.Keep();
            machine.Evolve();
            machine.Reverse();
            machine.Return();
            machine.Reverse();
            return machine.DistanceFromKept().Field;
        }
    }

    private static (IReverses Machine, double Norm) Prepared(MapSettings map)
    {
        var machine = Flawed.Wave(new() { Map = map });
        machine.Prepare(WaveCases.Pattern(1));
        return (machine, Norm(machine));
    }

    private static double Norm(IReverses machine) => ((IConserves)machine).Norm();
}

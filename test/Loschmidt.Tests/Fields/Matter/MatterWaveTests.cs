using Loschmidt.Fields;
using Loschmidt.Fields.Matter;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Fields.Matter;

/// <summary>Rubidium in micrometres and milliseconds against numbers worked out by hand, and against what the wave then does.</summary>
public sealed class MatterWaveTests
{
    private static readonly MatterWaveSettings Rubidium = new();

    /// <summary>ħ/m = 1.054571817e-34 / (86.909180527 · 1.66053906660e-27) m²/s = 7.30737e-10 m²/s. The mutation: h in place of ħ.</summary>
    [Fact]
    public void Rubidium_disperses_by_0_7307_square_micrometres_a_millisecond() =>
        MatterWave.Dispersion(Rubidium).ShouldBe(0.730738, 2e-6);

    /// <summary>√(7.30737e-10 / (2π · 100)) m.</summary>
    [Fact]
    public void A_sheet_of_100_hertz_holds_it_1_078_micrometres_thick() => MatterWave.Thickness(Rubidium).ShouldBe(1.07843, 1e-5);

    /// <summary>√8π · 0.730738 · (100.4 · 5.29177e-5 µm)/1.07843 µm = 5.01326 · 0.730738 · 0.00492655 µm²/ms.</summary>
    [Fact]
    public void Two_atoms_shift_each_other_by_0_01805_square_micrometres_a_millisecond() =>
        MatterWave.Interaction(Rubidium).ShouldBe(0.0180478, 1e-6);

    /// <summary>β = 0.730738 · 22/400; |g| = 0.0180478 · 400 · 22/400/0.04; k = 2.05/0.730738 · 20; χ = 2π · 0.44 · 22.</summary>
    [Fact]
    public void The_equations_numbers_follow_with_the_width_of_the_box_and_the_duration_as_units()
    {
        var wave = MatterWave.Wave(Rubidium);
        wave.Beta.ShouldBe(0.0401906, 1e-6);
        wave.Nonlinearity.ShouldBe(-9.9263, 1e-3);
        wave.Packet.Carrier.ShouldBe(56.1077, 1e-3);
        wave.Coupling.ShouldBe(-60.8212, 1e-3);
        wave.Packet.Waist.ShouldBe(0.1, 1e-12);
        wave.Lattice.Length.ShouldBe(3, 1e-12);
    }

    /// <summary>The wave is the conjugate of the textbook's: what repels is a negative g. The mutation: the sign.</summary>
    [Fact]
    public void Atoms_that_repel_spread_further_and_atoms_that_attract_less_far_than_atoms_that_ignore_each_other()
    {
        var (repelled, free, attracted) = (Spread(100.4), Spread(0), Spread(-30));
        repelled.Width.ShouldBeGreaterThan(1.1 * free.Width);
        attracted.Width.ShouldBeLessThan(0.98 * free.Width);
    }

    /// <summary>Without interaction √⟨z²⟩ = σ √(1 + (ħt/2mσ²)²), and the centre moves at the speed that was asked for.</summary>
    [Fact]
    public void A_packet_travels_at_its_speed_in_millimetres_a_second_and_spreads_as_a_free_particle()
    {
        var (centre, width) = Spread(0);
        centre.ShouldBe(18 + (2.05 * 10), 0.02);
        width.ShouldBe(2 * Math.Sqrt(1 + Math.Pow(0.730738 * 10 / (2 * 4), 2)), 0.03);
    }

    [Fact]
    public void A_shift_of_light_by_one_hertz_turns_the_wave_by_two_pi_a_second()
    {
        var settings = Rubidium with { Potential = 1, Duration = 1000 };
        (MatterWave.Wave(settings).Coupling * 1).ShouldBe(-2 * Math.PI, 1e-12);
    }

    [Fact]
    public void The_table_says_the_same_in_both_systems_of_units()
    {
        var table = MatterWave.Table(Rubidium).ToDictionary(line => line.Quantity);
        table["speed of a packet"].Number.ShouldBe(2.05 * 22 / 20, 1e-9);
        var peak = table["interaction at a packet's peak, g2 n/h"];
        peak.Value.ShouldBe(22.86, 0.01);
        (peak.Value * 1e-3 * 2 * Math.PI * 22).ShouldBe(-peak.Number, 1e-9);
    }

    /// <summary>Mean position and standard deviation along the box in µm after 10 ms, of both packets of input 00: they differ across alone.</summary>
    private static (double Centre, double Width) Spread(double scatteringLength)
    {
        var settings = Rubidium with
        {
            ScatteringLength = scatteringLength, Potential = 0, Duration = 10, Columns = 40, Rows = 160, Atoms = 800, Waist = 2,
        };
        var wave = MatterWave.Wave(settings);
        wave = wave with { Packet = wave.Packet with { Position = 0.3 } }; // 18 µm, far from the walls
        var machine = new WaveMachine<double>(wave, 1, "matter-wave");
        machine.Kind.ShouldBe("matter-wave");
        machine.Prepare(new Batch(2, 0, 1) { Active = 1 });
        machine.Evolve();
        var lattice = machine.Settings.Lattice;
        var density = new double[lattice.Sites];
        machine.CopyField(0, 0, density);
        var (sum, mean, square) = (0.0, 0.0, 0.0);
        for (var site = 0; site < density.Length; site++)
        {
            var z = 20 * lattice.Z(site % lattice.Rows);
            sum += density[site];
            mean += z * density[site];
            square += z * z * density[site];
        }

        mean /= sum;
        return (mean, Math.Sqrt((square / sum) - (mean * mean)));
    }
}

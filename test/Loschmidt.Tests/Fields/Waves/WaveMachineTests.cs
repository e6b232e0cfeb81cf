using Loschmidt.Costs;
using Loschmidt.Fields;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;
using Complex = System.Numerics.Complex;

namespace Loschmidt.Tests.Fields.Waves;

public sealed class WaveMachineTests
{
    [Theory]
    [InlineData(Boundary.HardWall, false)]
    [InlineData(Boundary.Periodic, false)]
    [InlineData(Boundary.HardWall, true)]
    public void The_fused_journey_is_the_splitting_written_out_term_by_term(Boundary boundary, bool frozen)
    {
        var settings = WaveCases.Small with
        {
            Lattice = new Lattice { Columns = 11, Rows = 30, Boundary = boundary },
            Frozen = frozen,
        };
        Compare(settings).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void The_fused_journey_is_the_splitting_written_out_term_by_term_on_the_full_lattice() =>
        Compare(WaveCases.Xor with { Steps = 6, Duration = 0.12 }).ShouldBeLessThan(1e-12);

    [Fact]
    public void A_packet_crosses_three_quarters_of_the_box_and_keeps_its_size()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor with { Steps = 100 });
        Centre(machine).Z.ShouldBe(0.166, 0.002); // 0.15, a little further because the wall cuts its tail
        machine.Evolve();
        var (z, width) = Centre(machine);
        z.ShouldBe(2.42, 0.01);
        width.ShouldBe(0.17, 0.01);
    }

    [Fact]
    [Trait("check", "17")]
    public void A_carrier_of_the_wrong_sign_stays_at_the_wall()
    {
        var settings = WaveCases.Xor;
        var machine = WaveCases.Prepared(settings with { Packet = settings.Packet with { Carrier = -56.25 } });
        machine.Evolve();
        Centre(machine).Z.ShouldBeGreaterThan(2, "it is reflected and follows");
        var early = WaveCases.Prepared(
            settings with { Steps = 5, Duration = 0.1, Packet = settings.Packet with { Carrier = -56.25 } });
        early.Evolve();
        Centre(early).Z.ShouldBeLessThan(0.3);
    }

    [Fact]
    public void Tight_binding_is_slower_with_the_same_carrier()
    {
        var machine = WaveCases.Prepared(
            WaveCases.Xor with { Steps = 100, Lattice = new Lattice { Dispersion = Dispersion.TightBinding } });
        machine.Evolve();
        Centre(machine).Z.ShouldBe(1.80, 0.02);
    }

    [Fact]
    [Trait("check", "17")]
    public void A_linear_wave_cannot_fall_below_half_of_its_zero_output_cost()
    {
        // ∫φ|Ψᵗ|² is the cost of an empty output: 1/2π for a peak intensity of 1/π and equal widths.
        var machine = WaveCases.Prepared(WaveCases.Xor);
        machine.Wave.Q.Clear();
        machine.Wave.P.Clear();
        machine.Cost().ShouldBe(1 / (2 * Math.PI), 1e-3);
    }

    [Theory]
    [InlineData(WaveCostKind.Field)]
    [InlineData(WaveCostKind.Intensity)]
    public void The_lattice_cost_is_the_general_cost_with_the_cell_volume_absorbed(WaveCostKind kind)
    {
        var settings = WaveCases.Small with { Target = WaveCases.Small.Target with { Kind = kind } };
        var lattice = settings.Lattice;
        var machine = WaveCases.Prepared(settings);
        machine.Evolve();
        var (tq, tp) = (new double[lattice.Sites], new double[lattice.Sites]);
        var z = settings.Target.Position * lattice.Length;
        WaveShapes.AddPacket(
            lattice, settings.Packet, WaveShapes.OutputX(lattice, 1), z, settings.Packet.Carrier, z, tq, tp);
        var regions = WaveShapes.OutputRegions(lattice, settings.Target);
        var sites = Enumerable.Range(0, lattice.Sites).ToArray();
        ICost<double> general = kind == WaveCostKind.Field
            ? new FieldCost<double>(
                sites, regions,
                [new Complex[lattice.Sites], tq.Zip(tp, (q, p) => new Complex(q, p) / Math.Sqrt(2)).ToArray()])
            : new IntensityCost<double>(
                sites, Array.ConvertAll(regions, w => w / lattice.CellVolume),
                [new double[lattice.Sites], tq.Zip(tp, (q, p) => (q * q + p * p) / 2).ToArray()]);
        general.Prepare(WaveCases.Pattern(1), 1);
        machine.Cost().ShouldBe(general.Value(machine.Wave), 1e-12);

        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        general.Inject(Reversed(q, p), -0.01);
        machine.Nudge(0.01);
        WaveCases.RelativeDistance(machine.Wave.Q, q).ShouldBeLessThan(1e-12);
        WaveCases.RelativeDistance(machine.Wave.P, Array.ConvertAll(p, x => -x)).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void A_pass_allocates_nothing()
    {
        var machine = WaveCases.Prepared(WaveCases.Small);
        WaveCases.Echo(machine, 1e-3);
        var batch = WaveCases.Pattern(2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        machine.Prepare(batch);
        WaveCases.Echo(machine, 1e-3);
        machine.Keep();
        machine.Recall();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Watching_a_pass_changes_no_bit_and_sees_whole_steps()
    {
        var (watched, alone) = (WaveCases.Prepared(WaveCases.Small), WaveCases.Prepared(WaveCases.Small));
        var steps = new List<int>();
        var intensity = new double[watched.Settings.Lattice.Sites];
        var energies = new List<double>();
        watched.Watcher = step =>
        {
            steps.Add(step);
            energies.Add(watched.Energy());
            watched.CopyField(0, 0, intensity);
        };
        watched.Evolve();
        alone.Evolve();
        watched.Wave.Q.ToArray().ShouldBe(alone.Wave.Q.ToArray());
        watched.Learning.Theta.ToArray().ShouldBe(alone.Learning.Theta.ToArray());
        steps.ShouldBe(Enumerable.Range(1, WaveCases.Small.Steps));

        // After the last step nothing of the pass is left to come: the picture is that of the end.
        var end = new double[intensity.Length];
        alone.CopyField(0, 0, end);
        WaveCases.RelativeDistance(intensity, end).ShouldBeLessThan(1e-13);
        energies[^1].ShouldBe(alone.Energy(), 1e-12 * Math.Abs(alone.Energy()));
    }

    [Fact]
    public void Parameters_are_named_by_column_and_row_of_the_window()
    {
        var machine = WaveCases.Prepared(WaveCases.Xor);
        machine.Parameters.Tensors[0].Shape.ShouldBe([50, 83]);
        machine.Parameters.NameOf(83 * 2 + 5).ShouldBe("wave/theta[2,5]");
        var (sum, count) = (0.0, machine.Learning.Count);
        foreach (var theta in machine.Learning.Theta)
            sum += theta * theta;

        (Math.Sqrt(sum / count) * 31.6).ShouldBe(1, 1e-12);
        new WaveMachine<double>(WaveCases.Xor, 2).Learning.Theta[0].ShouldNotBe(machine.Learning.Theta[0]);
        new WaveMachine<double>(WaveCases.Xor, 1).Learning.Theta[0].ShouldBe(machine.Learning.Theta[0]);
    }

    [Fact]
    public void A_wave_that_is_not_finite_says_where_and_why()
    {
        var machine = WaveCases.Prepared(WaveCases.Small);
        machine.DescribeFault().ShouldBeNull();
        machine.Learning.Theta[7] = double.NaN;
        machine.DescribeFault()!.ShouldContain("wave/theta[0,7]");
        machine.DescribeFault()!.Contains("θ ran away during the pass (Ω = ").ShouldBe(machine.Learning.InverseMass != 0);
        machine.Learning.Theta[7] = 0;
        machine.Nudge(double.NaN);
        machine.DescribeFault()!.ShouldContain("column 0, row 0");
        machine.DescribeFault()!.ShouldContain("nudge");
        var collapsing = WaveCases.Prepared(WaveCases.Xor with { Nonlinearity = 1000 });
        collapsing.Nudge(double.PositiveInfinity);
        collapsing.DescribeFault()!.ShouldContain("collapse");
    }

    [Fact]
    public void Impossible_requests_are_refused_with_what_would_be_accepted()
    {
        Refusal(new WaveSettings { Steps = 0 }).ShouldContain("Steps is 0; it must be at least 1");
        Refusal(new WaveSettings { Lattice = new Lattice { Columns = -3 } }).ShouldContain("Columns is -3");
        Refusal(new WaveSettings { Beta = double.NaN }).ShouldContain("Beta");
        Refusal(new WaveSettings { Window = new WaveWindow { From = 0.5, To = 0.4 } }).ShouldContain("Window");
        var machine = WaveCases.Prepared(WaveCases.Small);
        Should.Throw<InvalidOperationException>(machine.Recall).Message.ShouldContain("Keep");
        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(3, 0, 1) { Active = 1 }));
        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(2, 0, 4) { Active = 2 }));
        var wrong = WaveCases.Pattern(0);
        wrong.Labels[0] = 7;
        Should.Throw<ArgumentException>(() => machine.Prepare(wrong)).Message.ShouldContain('7');
    }

    private static PhaseView<double> Reversed(double[] q, double[] p)
    {
        var view = new PhaseView<double>(q, p, 1, 1);
        view.Reverse();
        return view;
    }

    private static string Refusal(WaveSettings settings) =>
        Should.Throw<ArgumentException>(() => new WaveMachine<double>(settings, 1)).Message;

    private static double Compare(WaveSettings settings)
    {
        var machine = WaveCases.Prepared(settings);
        var (q, p) = (machine.Wave.Q.ToArray(), machine.Wave.P.ToArray());
        var (theta, pi) = (machine.Learning.Theta.ToArray(), machine.Learning.Pi.ToArray());
        new PlainWave(settings).Run(q, p, theta, pi);
        machine.Evolve();
        return new[]
        {
            WaveCases.RelativeDistance(machine.Wave.Q, q),
            WaveCases.RelativeDistance(machine.Wave.P, p),
            WaveCases.RelativeDistance(machine.Learning.Theta, theta),
            WaveCases.RelativeDistance(machine.Learning.Pi, pi),
        }.Max();
    }

    private static (double Z, double Width) Centre(WaveMachine<double> machine)
    {
        var lattice = machine.Settings.Lattice;
        var intensity = new double[lattice.Sites];
        machine.CopyField(0, 0, intensity);
        var (norm, first, second) = (0.0, 0.0, 0.0);
        for (var site = 0; site < intensity.Length; site++)
        {
            var z = lattice.Z(site % lattice.Rows);
            (norm, first, second) =
                (norm + intensity[site], first + intensity[site] * z, second + intensity[site] * z * z);
        }

        var mean = first / norm;
        return (mean, Math.Sqrt(second / norm - mean * mean));
    }
}

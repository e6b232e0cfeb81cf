using System.Numerics.Tensors;
using Loschmidt.Fields;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Imperfections;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Tests.Fields.Photonic;
using Loschmidt.Tests.Fields.Waves;
using Loschmidt.Tests.Graphs;

namespace Loschmidt.Tests.Imperfections;

/// <summary>What can be done against a known loss, and against a mirror's phases.</summary>
public sealed class CompensationTests
{
    /// <summary>Gain on the way home makes the field retrace, weights make up for the nudge having grown. Mutations: a weight with the wrong sign of its
    /// exponent, off by one step, or gain κ instead of 2κ.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(3)]
    public void A_loss_that_is_known_and_uniform_costs_no_accuracy(double loss)
    {
        var error = Against(LossyGradient(loss), new() { Map = new() { Loss = loss }, Compensation = new() { Loss = loss } });
        error.ShouldBeLessThan(1e-5, "epsilon squared of the echo");
        Against(LossyGradient(loss), new() { Map = new() { Loss = loss }, Compensation = new() { Loss = loss, Weighted = false } })
            .ShouldBeGreaterThan(1e3 * error, "gain alone does not do it");
        Against(LossyGradient(loss), new() { Map = new() { Loss = loss } }).ShouldBeGreaterThan(1e3 * error, "and it was needed");
    }

    /// <summary>The scheme asks for symplectic steps and one scalar, not for a wave: oscillators, and light with ancillas and dropped modes.
    /// Mutation: a machine that acts behind a step on both ways, or not on its ancillas.</summary>
    [Theory]
    [InlineData("graph")]
    [InlineData("photonic")]
    public void It_is_so_for_every_machine_that_is_sent_home(string kind)
    {
        var loss = kind == "graph" ? 0.5 : 0.1;
        var map = new MapSettings { Loss = loss };
        var settings = Rig.RandomGraph();
        var (lossy, batch) = kind == "graph"
            ? (Graph(new() { Map = map }), GraphTasks.Sample(settings, 4))
            : (Flawed.Photonic(new() { Map = map }, 2), PhotonicCases.Strokes(2, 2));
        ImperfectionSettings cured = new() { Map = map, Compensation = new() { Loss = loss } };
        var direction = new double[lossy.Parameters.Count];
        var stream = new RandomStream(3, "direction");
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] = stream.Normal(0, (uint)i) / Math.Sqrt(direction.Length);
        }

        var slope = new CentralDifferencesEstimator(1e-4).Along(lossy, batch, direction);
        Math.Abs(slope).ShouldBeGreaterThan(1e-4);
        Along(kind == "graph" ? Graph(cured) : Flawed.Photonic(cured, 2)).ShouldBe(slope, 1e-5 * Math.Abs(slope) + 1e-9);
        Math.Abs(Along(lossy) - slope).ShouldBeGreaterThan(1e-3 * Math.Abs(slope), "a hundred times the tolerance");

        double Along(IReverses machine) => TensorPrimitives.Dot<double>(Flawed.Gradient(machine, batch, 1e-4), direction);
        IReverses Graph(ImperfectionSettings flaws) => (IReverses)ImperfectMachine.Of(
            GraphMachines.Build<double>(settings, 4), GraphMachines.Build<double>(settings, 4), flaws, seed: 5);
    }

    /// <summary>One scalar a step is what the proof needs.</summary>
    [Fact]
    public void A_loss_that_differs_from_mode_to_mode_cannot_be_undone_that_way()
    {
        var map = new MapSettings { Loss = 1, LossSpread = 0.5 };
        var reference = Differences(new() { Map = map });
        Against(reference, new() { Map = map, Compensation = new() { Loss = 1 } }).ShouldBeGreaterThan(0.02);
        Against(Differences(new() { Map = map with { LossSpread = 0 } }), new() { Map = map with { LossSpread = 0 }, Compensation = new() { Loss = 1 } })
            .ShouldBeLessThan(1e-5);
    }

    /// <summary>One amplification at the turning point brings back the length of a gradient while the loss is weak; the Kerr phases of the way home are
    /// still those of another intensity, and with a strong loss nothing is left of the direction. Mutation: the gain depends on the nudge.</summary>
    [Fact]
    public void Amplifying_once_helps_against_a_weak_loss_and_not_against_a_strong_one()
    {
        var (weak, strong) = (0.05, 4.0);
        var weakReference = LossyGradient(weak);
        var plain = Against(weakReference, new() { Map = new() { Loss = weak } });
        var amplified = Against(weakReference, new() { Map = new() { Loss = weak }, Compensation = new() { Reamplify = true } });
        amplified.ShouldBeLessThan(0.75 * plain);
        var lost = Flawed.Gradient(
            Flawed.Wave(new() { Map = new() { Loss = strong }, Compensation = new() { Reamplify = true } }, Coarse), WaveCases.Pattern(1));
        Fidelity.Of(lost, LossyGradient(strong)).RelativeError.ShouldBeGreaterThan(0.5);
    }

    /// <summary>Mutations: the sign of the trim; the maximum of the sinusoid taken for its zero.</summary>
    [Theory]
    [InlineData(0, 2, 500)]
    [InlineData(3, 5, 500)]
    [InlineData(6, 8, 50)]
    public void A_mirror_is_calibrated_by_echoes_without_an_error_signal(double nonlinearity, int sweeps, double better)
    {
        var settings = Coarse with { Nonlinearity = nonlinearity };
        var machine = (ITrimsMirror)Flawed.Wave(new() { Reversal = new() { SitePhase = 0.3 } }, settings);
        var batch = WaveCases.Pattern(1);
        var ideal = Flawed.Gradient(new WaveMachine<double>(settings, 1), batch);
        var before = Fidelity.Of(Flawed.Gradient(machine, batch), ideal).RelativeError;
        before.ShouldBeGreaterThan(0.1);
        (1 - MirrorCalibration.Run(machine, batch, sweeps)).ShouldBeLessThan(1e-3);
        var after = Fidelity.Of(Flawed.Gradient(machine, batch), ideal).RelativeError;
        after.ShouldBeLessThan(before / better, $"{before} before, {after} after");
    }

    /// <summary>∂C/∂θ of the wave with its loss, by differences of its own cost along itself: see <see cref="Differences"/>.</summary>
    private static double[] LossyGradient(double loss) => Differences(new() { Map = new() { Loss = loss } });

    private static double[] Differences(ImperfectionSettings flaws)
    {
        var machine = Flawed.Wave(flaws, Coarse);
        var gradient = new double[machine.Parameters.Count];
        new CentralDifferencesEstimator(1e-4).Estimate(machine, WaveCases.Pattern(1), gradient);
        return gradient;
    }

    private static double Against(double[] reference, ImperfectionSettings flaws) =>
        Fidelity.Of(Flawed.Gradient(Flawed.Wave(flaws, Coarse), WaveCases.Pattern(1)), reference).RelativeError;

    // Few parameters, so that differences are cheap.
    private static WaveSettings Coarse { get; } = Flawed.Still with { Lattice = new Lattice { Columns = 6, Rows = 16 }, Steps = 8 };
}

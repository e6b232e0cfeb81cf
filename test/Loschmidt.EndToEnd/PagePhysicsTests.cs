using System.Text.Json;
using Loschmidt.EndToEnd.Support;
using Loschmidt.Gradients;
using Loschmidt.Graphs;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.EndToEnd;

/// <summary>The pages that work without a server compute in the browser; what they compute is what the library computes.</summary>
public sealed class PagePhysicsTests(Workplace place) : IClassFixture<Workplace>
{
    // Rounding alone: the same flows in the same order, some sums in another one, over at most 800 steps of machines that are not chaotic.
    private const double Rounding = 1e-10;

    // Central differences of fourth order at h = 1e-3, against numbers of the order of one.
    private const double Differences = 1e-8;

    private const double Epsilon = 0.005;
    private const double DecayRate = 0.02;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly double[] Bits = [1, 0];

    /// <summary>Mutations in pinball's physics: Ω left out of the drift; a nudge behind the flip with the other sign; a decay that keeps no velocity.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.03)]
    public void The_page_s_ball_flies_where_the_library_s_ball_flies_and_is_taught_the_same(double incomplete)
    {
        var settings = new PinballSettings { RailFrom = -1.5, RailTo = -0.4 };
        var machine = GraphMachines.Build<double>(settings, seed: 1);
        var batch = new Batch(2, 1, 1) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[1], batch.Targets[0]) = (0, 1, 0.6);

        Compare(machine, batch, new() { Reversal = new() { Incomplete = incomplete } }, new
        {
            energy = new { kind = "repulsion", settings.Strength, settings.Softening },
            schedule = new { settings.Duration, settings.Steps, settings.Mass, settings.InverseMass },
            start = new { q = new[] { 0, 1.0 }, p = new[] { 0, -0.5 }, theta = machine.Learning.Theta.ToArray() },
            goal = new { sites = new[] { 0 }, targets = new[] { 0.6 } },
            epsilon = Epsilon,
            mirror = new { incomplete },
            decay = new { rate = DecayRate, time = 30.0 },
        });
    }

    /// <summary>Mutations in the row's physics: β q² for β q³; a spring whose π hears half; loss that acts behind the step on the way home, too.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.02, 0)]
    [InlineData(0.02, 0.01)]
    public void The_page_s_ring_swings_as_the_library_s_ring_swings_and_is_taught_the_same(double loss, double incomplete)
    {
        var settings = new DuffingRingSettings { Duration = 14, Steps = 280 };
        var machine = GraphMachines.Build<double>(settings, seed: 1);
        var batch = new Batch(2, 0, 1) { Active = 1 };
        Bits.CopyTo(batch.Inputs, 0);
        batch.Labels[0] = 1;

        Compare(machine, batch, new() { Map = new() { Loss = loss }, Reversal = new() { Incomplete = incomplete } }, new
        {
            energy = new { kind = "duffing", settings.Sites, settings.Hardening },
            schedule = new { settings.Duration, settings.Steps, settings.Mass, settings.InverseMass },
            start = new { q = new[] { 1.0, 0, 1, 0, -1, 0, 0, 0 }, p = new double[8], theta = machine.Learning.Theta.ToArray() },
            goal = new { sites = new[] { 6 }, targets = new[] { 0.5 } },
            epsilon = Epsilon,
            passage = new { loss },
            mirror = new { incomplete },
            decay = new { rate = DecayRate, time = 30.0 },
        });
    }

    private void Compare<T>(HamiltonianMachine<double> ideal, Batch batch, ImperfectionSettings errors, T question)
    {
        Assert.SkipUnless(Launcher.Succeeds("node", "--version"), "needs Node.js 20 or newer: ./test.sh --install");
        Assert.SkipUnless(
            File.Exists(Path.Combine(Checkout.Root, "src", "Loschmidt.Studio", "web", "node_modules", "vite", "package.json")),
            "needs the pages' packages: npm ci in src/Loschmidt.Studio/web");
        var file = place.Write("question.json", JsonSerializer.Serialize(new[] { question }, Web));
        var answer = Launcher.Start("node", Path.Combine(Checkout.Root, "test", "Loschmidt.EndToEnd", "Pages", "physics.mjs"), file).ShouldSucceed().Document[0];

        var theta = ideal.Learning.Theta.ToArray();
        var machine = (IReverses)ImperfectMachine.Of(ideal, ideal, errors, seed: 1);
        var field = machine.Learning;
        var gradient = Gradient(ideal, machine, batch, errors, out var tolerance);
        theta.CopyTo(field.Theta);
        field.Pi.Clear();
        machine.Prepare(batch);
        var outward = Watched(machine, machine.Evolve);
        var cost = machine.Cost();
        machine.Reverse();
        machine.Nudge(-Epsilon);
        var home = Watched(machine, machine.Return);
        machine.Reverse();

        Same(answer, "out", outward, Rounding);
        Same(answer, "home", home, Rounding);
        answer.GetProperty("cost").GetDouble().ShouldBe(cost, Rounding);
        Same(answer, "pi", field.Pi, Rounding * Epsilon);
        Same(answer, "recoiled", field.Theta, Rounding);
        Same(answer, "gradient", gradient, tolerance);
        field.Decay(DecayRate, 30);
        Same(answer, "theta", field.Theta, Rounding);
        Same(answer, "left", field.Pi, Rounding * Epsilon);
    }

    // The way out alone decides on ∂C/∂θ; only the ideal one can be swept backwards by the library.
    private static double[] Gradient(HamiltonianMachine<double> ideal, IEvolves machine, Batch batch, ImperfectionSettings errors, out double tolerance)
    {
        var gradient = new double[ideal.Learning.Count];
        if (errors.Map is not { Loss: > 0 })
        {
            tolerance = Rounding;
            new ReverseSweepEstimator().Estimate(ideal, batch, gradient);
            return gradient;
        }

        tolerance = Differences;
        var theta = machine.Learning.Theta.ToArray();
        const double h = 1e-3;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = ((8 * (At(i, h) - At(i, -h))) - (At(i, 2 * h) - At(i, -2 * h))) / (12 * h);
        return gradient;

        double At(int parameter, double shift)
        {
            theta.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            machine.Learning.Theta[parameter] += shift;
            machine.Prepare(batch);
            machine.Evolve();
            return machine.Cost();
        }
    }

    private static double[] Watched(IReverses machine, Action pass)
    {
        var watch = (IWatchable)machine;
        var seen = new List<double>();
        var q = new double[watch.Fields[0].Width * watch.Fields[0].Height];
        watch.Watcher = _ =>
        {
            watch.CopyField(0, 0, q);
            seen.AddRange(q);
        };
        pass();
        watch.Watcher = null;
        return [.. seen];
    }

    private static void Same(JsonElement answer, string name, ReadOnlySpan<double> expected, double tolerance)
    {
        var there = answer.GetProperty(name).EnumerateArray().Select(number => number.GetDouble()).ToArray();
        there.Length.ShouldBe(expected.Length, name);
        for (var i = 0; i < there.Length; i++)
            there[i].ShouldBe(expected[i], tolerance, $"{name}[{i}]");
    }
}

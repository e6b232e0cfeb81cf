using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;
using Loschmidt.Imperfections;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How few photons a machine learns with: gradients and trained costs of a small XOR wave in truncated Wigner.</summary>
internal sealed class QuantumFloor : IReproduction
{
    /// <summary>What no linear machine undercuts.</summary>
    internal const double LinearFloor = 0.0796;

    private const int Inputs = 4;

    // Vacuums that a cosine is the mean of.
    private const int Draws = 8;

    private static readonly (string Name, bool Amplified)[] Mirrors = [("squeezing mirror", true), ("mirror that adds nothing", false)];

    public string Name => "quantum-floor";

    public string Title => "How few photons a machine learns with";

    public string Shows =>
        "The paper names the limit and computes none: processes that phase-conjugate light can also amplify noise. Here every mode enters with half a photon of "
        + "vacuum, and a mirror that squeezes adds √2 times the vacuum of its ancilla.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"the preset xor-reversal on {Columns} × {Rows} sites, {Steps(quick)} HEB steps, ε = 0.01, "
        + $"{Photons(quick)[0]:0e+0} to {Photons(quick)[^1]:0e+0} photons a pulse, seeds 1 to {Seeds(quick)}";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var wavelength = PlatformFile.Load("photonic-chip").Wavelength;
        var classical = Learn(workshop, quick, null, false).Select(run => Judge(workshop, run).Cost).ToArray();
        var curves = Mirrors.Select(mirror => Measure(workshop, quick, mirror.Name, mirror.Amplified)).ToArray();
        var table = new ResultTable(
            "table", $"Gradients and trained costs against photons; light of {wavelength.Value} nm",
            new Column("mirror"), new Column("photons per pulse", "0.0e+0"), new Column("photons per mode", "0.##"),
            new Column("cosine of the gradient", "0.000"), new Column("trained cost, mean", "0.0000"), new Column("lowest", "0.0000"),
            new Column("highest", "0.0000"), new Column("correct of 4, mean", "0.0"), new Column("photons per gradient", "0.0e+0"),
            new Column("light per gradient (J)", "0.0e+0"));
        foreach (var curve in curves)
        {
            foreach (var point in curve.Points)
            {
                table.Add(
                    curve.Mirror, point.Photons, point.Photons / (Columns * Rows), point.Cosine, point.Costs.Average(), point.Costs.Min(),
                    point.Costs.Max(), point.Correct, PerGradient(workshop) * point.Photons, Joules(workshop, point.Photons, wavelength.Value));
            }
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new("trained cost without a limit of photons", $"below {LinearFloor}, the floor of linear machines",
                    $"{Digits.Fixed(classical.Average(), 4)} ({Digits.Fixed(classical.Min(), 4)} to {Digits.Fixed(classical.Max(), 4)})",
                    classical.Max() < LinearFloor ? "none" : "not every seed is there after this many steps"),
                .. curves.Select(curve => Floor(workshop, curve, wavelength)),
            ],
            Deviations =
            [
                "Truncated Wigner: random vacuum, classical equations. Good while photons are many compared with modes; near one photon a mode it is an estimate.",
                "A mirror that adds nothing is a bound and no device: whatever conjugates light adds vacuum (Caves 1982). It tells apart what enters from what is added.",
                "Every site of the lattice is a mode and has its vacuum: a finer lattice, or a waveguide with more modes, needs more photons in proportion.",
                "The Kerr effect is meant in normal order: the phase by which the vacuum alone would turn all sites is taken out.",
                "The trained cost is that of the learned θ in a machine without vacuum; a cost read through the vacuum has half a photon of every mode in it. No answer's "
                + "own shot noise is in these figures.",
                "The cosine is of the kicks of one cycle of each of the four inputs, summed, at the initial θ, with the gradient of the ideal machine; the mean over seeds and eight draws of the vacuum.",
                $"Light per gradient is passes × photons × hc/λ at λ = {wavelength.Value} nm ({wavelength.Source}); at another wavelength multiply by {wavelength.Value} nm/λ. "
                + "Lasers, pumps and what they waste are not in it: loschmidt latency counts them.",
                "The learning rate is the one that suits a classical machine, η = 1; a lower one averages more pulses and would learn with fewer photons in each.",
                .. XorPlans.Deviations.Take(2), XorPlans.Resolution,
            ],
            Figures =
            [
                ("cost", Chart("Trained cost against photons", new Axis("mean cost of the learned θ"), curves, point => point.Costs.Average(), LinearFloor)),
                ("cosine", Chart("One gradient against photons", new Axis("cosine with the gradient"), curves, point => point.Cosine, null)),
            ],
        };
    }

    /// <summary>The number of photons at which a falling cost meets the floor; interpolated in the logarithm, not a number where it never lies below.</summary>
    /// <param name="photons">Rising.</param>
    /// <param name="costs">At each.</param>
    internal static double Crossing(IReadOnlyList<double> photons, IReadOnlyList<double> costs)
    {
        if (!(costs[^1] < LinearFloor))
        {
            return double.NaN;
        }

        for (var i = photons.Count - 2; i >= 0; i--)
        {
            if (!(costs[i] < LinearFloor))
            {
                var part = (LinearFloor - costs[i + 1]) / (costs[i] - costs[i + 1]);
                return photons[i + 1] * Math.Pow(photons[i] / photons[i + 1], part);
            }
        }

        return photons[0];
    }

    private const int Columns = 25;

    private const int Rows = 100;

    private static int Steps(bool quick) => quick ? 300 : 600;

    private static int Seeds(bool quick) => quick ? 2 : 5;

    private static double[] Photons(bool quick) => quick
        ? [1e3, 1e4, 1e5, 1e6, 1e7]
        : [1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7];

    private static Experiment Plan(IWorkshop workshop, bool quick, int seed, params IReadOnlyList<string> settings) => workshop.Plan(
        "xor-reversal",
        [
            $"machine.lattice.columns={Columns}", $"machine.lattice.rows={Rows}", $"training.steps={Steps(quick)}", $"seed={seed}", .. settings,
        ]);

    private static IReadOnlyList<TrainedRun> Learn(IWorkshop workshop, bool quick, double? photons, bool amplified) => workshop.Train(
        [
            .. Enumerable.Range(1, Seeds(quick)).Select(seed => Plan(
                workshop, quick, seed,
                photons is { } many
                    ? [$"imperfections.quantum.photonsPerPulse={Digits.Power(many, 3)}", $"imperfections.quantum.amplifiedAncilla={(amplified ? "true" : "false")}"]
                    : [])),
        ]);

    private static Curve Measure(IWorkshop workshop, bool quick, string mirror, bool amplified)
    {
        var points = new List<Point>();
        foreach (var photons in Photons(quick))
        {
            workshop.Say($"{mirror}, {Digits.Power(photons)} photons a pulse");
            var cosines = Enumerable.Range(1, Seeds(quick)).Select(seed => Cosine(workshop, Plan(workshop, quick, seed), photons, amplified)).ToArray();
            var judged = Learn(workshop, quick, photons, amplified).Select(run => Judge(workshop, run)).ToArray();
            points.Add(new Point(photons, cosines.Average(), [.. judged.Select(one => one.Cost)], judged.Average(one => one.Correct)));
        }

        return new Curve(mirror, points);
    }

    private static double Cosine(IWorkshop workshop, Experiment plan, double photons, bool amplified)
    {
        var ideal = workshop.Build(plan);
        var device = (IReverses)ImperfectMachine.Of(
            workshop.Build(plan), ideal, new ImperfectionSettings { Quantum = new() { PhotonsPerPulse = photons, AmplifiedAncilla = amplified } }, plan.Seed);
        var cycle = Cycle(plan);
        var (right, part) = (new double[ideal.Parameters.Count], new double[ideal.Parameters.Count]);
        Batch[] batches = [.. Batches(workshop, plan, ideal)];
        foreach (var batch in batches)
        {
            new ReverseSweepEstimator().Estimate(ideal, batch, part);
            TensorPrimitives.Add(right, part, right);
        }

        return Enumerable.Range(0, Draws).Average(draw =>
        {
            var kicks = new double[right.Length];
            for (var sample = 0; sample < batches.Length; sample++)
            {
                var θ = device.Learning.Theta.ToArray();
                ((IDrawsNoise)device).Name((draw * Inputs) + sample, 0);
                device.Learning.Pi.Clear();
                cycle.Kick(device, batches[sample]);
                TensorPrimitives.Subtract(kicks, device.Learning.Pi, kicks);
                θ.CopyTo(device.Learning.Theta);
            }

            return Fidelity.Of(kicks, right).Cosine;
        });
    }

    private static SelfLearningCycle Cycle(Experiment plan) =>
        new() { Epsilon = plan.Training.Nudge, DecayRate = plan.Training.Decay.Rate, Protocol = plan.Training.Protocol ?? EchoProtocol.OneSided };

    private static (double Cost, double Correct) Judge(IWorkshop workshop, TrainedRun run)
    {
        var machine = workshop.Build(run.Experiment);
        var outputs = new double[machine.Outputs * machine.Lanes];
        var (cost, correct) = (0.0, 0);
        foreach (var batch in Batches(workshop, run.Experiment, machine))
        {
            // θ recoils as the wave passes, so every input finds what was learned, at rest.
            run.Theta.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            machine.Prepare(batch);
            machine.Evolve();
            cost += machine.Cost() / Inputs;
            machine.Read(outputs);
            correct += (outputs[machine.Lanes] > outputs[0] ? 1 : 0) == batch.Labels[0] ? 1 : 0;
        }

        return (cost, correct);
    }

    private static IEnumerable<Batch> Batches(IWorkshop workshop, Experiment plan, IMachine machine)
    {
        var data = workshop.Samples(plan).Train;
        for (var sample = 0; sample < Inputs; sample++)
        {
            var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
            data.Read([sample], batch);
            yield return batch;
        }
    }

    private static int PerGradient(IWorkshop workshop) => Cycle(Plan(workshop, quick: false, seed: 1)).Passes;

    private static double Joules(IWorkshop workshop, double photons, double wavelength) =>
        PerGradient(workshop) * photons * LatencyAccount.PhotonEnergy(wavelength);

    private static Comparison Floor(IWorkshop workshop, Curve curve, Assumption wavelength)
    {
        double[] photons = [.. curve.Points.Select(point => point.Photons)];
        double[] crossings =
        [
            .. Enumerable.Range(0, curve.Points[0].Costs.Length)
                .Select(seed => Crossing(photons, [.. curve.Points.Select(point => point.Costs[seed])])).Where(double.IsFinite),
        ];
        var quantity = $"{curve.Mirror}: photons a pulse below which it stops learning (cost {LinearFloor})";
        if (crossings.Length == 0)
        {
            return new(quantity, "not in the paper", "no seed learned", "none");
        }

        // What learns with the fewest tried has no threshold among those tried, and a mean with it in would be none either.
        if (crossings.Count(crossing => crossing == photons[0]) is var below and > 0)
        {
            return new(
                quantity, "not in the paper", Below(photons[0], below, crossings, curve.Points[0].Costs.Length),
                photons[0] < Columns * Rows ? "at less than a photon a mode truncated Wigner is an estimate" : "none");
        }

        var mean = Math.Exp(crossings.Average(Math.Log));
        var (passes, joules) = (PerGradient(workshop), Joules(workshop, mean, wavelength.Value));
        return new(
            quantity, "not in the paper",
            $"{Digits.Power(mean, 1)} ({Digits.Power(crossings.Min(), 1)} to {Digits.Power(crossings.Max(), 1)} over {crossings.Length} of {curve.Points[0].Costs.Length} seeds), "
            + $"{Digits.Fixed(mean / (Columns * Rows), 1)} a mode; {Digits.Power(passes * mean, 1)} photons and {Digits.Power(joules, 1)} J per gradient "
            + $"at {wavelength.Value} nm",
            "none");
    }

    /// <summary>What is said of a mirror with which seeds learn from the fewest photons tried on: a bound, and no figures that rest on it.</summary>
    /// <param name="fewest">Photons.</param>
    /// <param name="below">Seeds that learn with them.</param>
    /// <param name="crossings">Thresholds of all seeds that learn.</param>
    /// <param name="seeds">All of them.</param>
    internal static string Below(double fewest, int below, IReadOnlyList<double> crossings, int seeds) =>
        $"below {Digits.Power(fewest)} (the fewest tried) for {below} of {seeds} seeds"
        + (below < crossings.Count ? $", below {Digits.Power(crossings.Max(), 1)} for {crossings.Count}" : "");

    private static LineChart Chart(string title, Axis y, Curve[] curves, Func<Point, double> figure, double? floor)
    {
        var series = curves.Select(curve => new Series(
            curve.Mirror, [.. curve.Points.Select(point => point.Photons)], [.. curve.Points.Select(figure)], SeriesStyle.Marked)).ToList();
        if (floor is { } level)
        {
            series.Add(new Series("floor of linear machines", [series[0].X[0], series[0].X[^1]], [level, level], SeriesStyle.Reference));
        }

        return new LineChart { Title = title, X = new Axis("photons per pulse", Logarithmic: true), Y = y, Series = series, Width = 860 };
    }

    private sealed record Point(double Photons, double Cosine, double[] Costs, double Correct);

    private sealed record Curve(string Mirror, IReadOnlyList<Point> Points);
}

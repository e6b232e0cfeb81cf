using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(d): training with a noisy time reversal, and the drift that the noise causes.</summary>
internal sealed class Heb7d : IReproduction
{
    /// <summary>The study, which is a preset: every case is a curve.</summary>
    private const string Study = "xor-noise";

    /// <summary>What the preset's cases are called here; the learning rate of the paper's kind is η_φ = εΩχ²T²/Γ.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["perfect"] = "perfect",
        ["noisy-rate-1"] = "noisy η 1",
        ["noisy-rate-0.3"] = "noisy η 0.3",
        ["noisy-rate-0.1"] = "noisy η 0.1",
        ["noisy-schedule"] = "noisy schedule",
        ["noisy-pair"] = "noisy ±ε pair",
    };

    // Their places among the curves.
    private const int OneSided = 4, Pair = 5;

    private const int Seeds = 3;

    public string Name => "heb-7d";

    public string Title => "Training with a noisy time reversal";

    public string Shows =>
        "The XOR cost during training with a perfect reversal and with a noisy one (σ² = 0.05 I) for several learning "
        + "rates and for a decaying rate: noise raises the cost, smaller rates lower it again at the price of a "
        + "longer training.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds}";

    public string Extent(bool quick) =>
        $"the preset {Study}{(quick ? " --quick" : "")}: 50 time steps a pass, ε = 0.01, noise of 5 % of the wave's energy at "
        + $"every reversal; drift over {DriftCheck.Steps(quick)} steps";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("training with a noisy reversal");
        var curves = workshop.Study(Study, quick);
        var runs = workshop.Train([.. curves.SelectMany(curve => curve.Seeds)]).Chunk(curves[0].Seeds.Count).ToArray();
        string[] names = [.. curves.Select(curve => Names.GetValueOrDefault(curve.Case, curve.Case))];
        workshop.Say("drift by noise alone");
        var drift = DriftCheck.Run(workshop, quick, Seeds);

        var costs = new ResultTable(
            "table", $"Cost after {runs[0][0].Metrics[^1].Step} steps; the floor is the mean over the last quarter of the training",
            new Column("curve"), new Column("seed"), new Column("final cost", "0.0000"), new Column("floor", "0.0000"),
            new Column("correct of 4", "0"), new Column("worst contrast", "0.000"));
        foreach (var (name, seeds) in names.Zip(runs))
        {
            foreach (var run in seeds)
            {
                costs.Add(
                    name, run.Experiment.Seed, run.Final("cost"), Floor(run), 4 * run.Final("accuracy"),
                    run.Final("worstContrast"));
            }
        }

        return new Findings
        {
            Tables = [costs, CourseOf(names, runs), drift.Table],
            Comparisons = [.. Compare(runs), drift.Comparison],
            Deviations =
            [
                "The noise carries 5 % of the wave's energy in all, spread evenly over the lattice; the printed 0.05 I "
                + "at every site would carry 3.75 times the energy of the wave, and training fails.",
                "The learning rates are η = εΩχ²T²/Γ with ε = 0.01 and the printed Γ = 0.01, set by Ω; the paper's "
                + "values are not printed. A schedule acts on Ω/Γ, never on ε, which the noise does not scale with: "
                + "Ω/Γ falls as 1/(1 + n/50).",
                "The perfect reversal is trained at η = 1; the ±ε pair and the one-sided schedule begin at η = 1.",
                "The ±ε pair is not in the paper: +ε/2, reversal of Θ, −ε/2, reversal of Θ. It is what is called "
                + "symmetric here; the palindrome of eight passes, which cancels more of the bias in ε, meets four "
                + "noises with a quarter of ε each and does no better than one-sided.",
                .. XorPlans.Deviations,
            ],
            Figures =
            [
                ("cost", Chart(
                    "Cost with a noisy reversal, mean of the seeds",
                    names.Zip(runs, Mean))),
                ("schedule", Chart(
                    "One-sided and ±ε pair with the same schedule, every seed",
                    names.Zip(runs).Skip(OneSided).SelectMany(pair => pair.Second.Select(
                        (run, i) => Single(pair.First, run, i == pair.Second.Length - 1))))),
            ],
        };
    }

    /// <summary>Mean cost over the evaluations of the last quarter.</summary>
    private static double Floor(TrainedRun run)
    {
        var (steps, values) = run.Course("cost");
        return values.Where((_, i) => steps[i] >= 0.75 * steps[^1]).Average();
    }

    private static IEnumerable<Comparison> Compare(TrainedRun[][] runs)
    {
        var floors = runs.Select(seeds => seeds.Select(Floor).ToArray()).ToArray();
        string All(int curve) => string.Join(", ", floors[curve].Select(floor => Digits.Fixed(floor, 3)));
        var (perfect, fast, slow, onesided, pair) = (floors[0], floors[1], floors[3], floors[OneSided], floors[Pair]);
        yield return new(
            "noise raises the cost (same rate)", "yes; " + Comparison.NotPrinted, $"{All(0)} without, {All(1)} with",
            fast.Min() > perfect.Max() ? "none" : "the seeds overlap");
        yield return new(
            "a smaller rate lowers it", "yes; " + Comparison.NotPrinted,
            $"{All(1)} at η 1, {All(2)} at η 0.3, {All(3)} at η 0.1",
            slow.Average() < fast.Average() ? "none" : "not yet: the smallest rate is still on its way down");
        yield return new(
            "a schedule is a good compromise", "yes; " + Comparison.NotPrinted, All(OneSided),
            onesided.Average() < fast.Average() ? "none" : "no better than the constant rate here");
        yield return new(
            "one-sided floor above symmetric with the same schedule", "not in the paper",
            $"{All(OneSided)} one-sided, {All(Pair)} ±ε pair",
            onesided.Zip(pair).All(floor => floor.First > floor.Second) ? "holds for every seed"
            : onesided.Average() > pair.Average() ? "holds for the mean of the seeds, not for each"
            : "does not hold");
    }

    private static ResultTable CourseOf(string[] names, TrainedRun[][] runs)
    {
        var table = new ResultTable(
            "course", "Cost during training",
            [
                new Column("step"),
                .. names.Zip(runs).SelectMany(curve => curve.Second.Select(
                    run => new Column($"{curve.First}, seed {run.Experiment.Seed}", "0.0000"))),
            ]);
        for (var i = 0; i < runs[0][0].Metrics.Count; i++)
        {
            var costs = runs.SelectMany(seeds => seeds.Select(run => (object)run.Metrics[i]["cost"]));
            table.Add([runs[0][0].Metrics[i].Step, .. costs]);
        }

        return table;
    }

    private static Series Mean(string name, TrainedRun[] seeds)
    {
        var (steps, _) = seeds[0].Course("cost");
        return new Series(name, steps, [.. steps.Select((_, i) => seeds.Average(run => run.Metrics[i]["cost"]))]);
    }

    private static Series Single(string name, TrainedRun run, bool last)
    {
        var (steps, values) = run.Course("cost");
        return last ? new Series(name, steps, values) : new Series("", steps, values, SeriesStyle.Faint);
    }

    private static LineChart Chart(string title, IEnumerable<Series> series) => new()
    {
        Title = title, X = new Axis("HEB step"), Y = new Axis("mean cost C of the four inputs"),
        Series = [.. series], Width = 860,
    };
}

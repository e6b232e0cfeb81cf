using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Test accuracies of stacks trained by echoes and by backpropagation through time, over seeds.</summary>
internal sealed class RhelTable : IReproduction
{
    private const string Accuracy = "testAccuracy";

    // In per cent, mean and standard deviation over five seeds, from a reprint of the article.
    private static readonly Entry[] Entries =
    [
        new("scp1-linear", "86.4 ± 1.8", "86.1 ± 2.9"), new("scp1-nonlinear", "86.8 ± 3.2", "85.6 ± 4.4"),
        new("scp1-raw-linear", "not in the paper", "not in the paper"), new("motor-linear", "48.1 ± 5.7", "51.6 ± 5.0"),
    ];

    public string Name => "rhel-table";

    public string Title => "Echoes against backpropagation through time, test accuracy over seeds";

    public string Shows =>
        "Mean and standard deviation of the test accuracy over five seeds, for stacks trained by recurrent echoes "
        + "and by backpropagation through time: "
        + "next to no difference between the two.";

    public NeededData? Needs(bool quick) => quick ? NeededData.Scp1 : NeededData.Recordings;

    public string SeedsOf(bool quick) => string.Join(", ", Seeds(quick));

    public string Extent(bool quick) => quick
        ? $"the presets scp1-linear --quick and scp1-nonlinear --quick cut to {Steps} steps, {SeedNames(quick)}"
        : $"the presets {string.Join(", ", Entries.Select(entry => entry.Preset))}, each --quick, {SeedNames(quick)}";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var entries = quick ? Entries[..2] : Entries;
        workshop.Say($"{2 * entries.Length * Seeds(quick).Count} trainings");
        var runs = workshop.TrainAndTest(
        [
            .. entries.SelectMany(entry =>
                new[] { "bptt", "paired" }.SelectMany(method =>
                    Seeds(quick).Select(seed => Plan(workshop, entry.Preset, method, seed, quick)))),
        ]).Chunk(Seeds(quick).Count).Chunk(2).ToArray();
        var results = entries.Zip(runs, (entry, pair) =>
            new Result(entry, Accuracies(pair[0]), Accuracies(pair[1]))).ToArray();

        var table = new ResultTable(
            "table", "Test accuracy in per cent, mean ± standard deviation over seeds; difference: RHEL − BPTT seed "
            + "by seed, mean ± standard error",
            new Column("preset"), new Column("BPTT, published"), new Column("RHEL, published"), new Column("BPTT"),
            new Column("RHEL"),
            new Column("difference"), new Column("within one standard error"));
        var seeds = new ResultTable(
            "seeds", "Test accuracy of every run",
            new Column("preset"), new Column("seed"), new Column("BPTT", "0.0000"),
            new Column("RHEL", "0.0000"));
        foreach (var result in results)
        {
            table.Add(
                result.Entry.Preset, result.Entry.Bptt, result.Entry.Rhel, Text(result.Bptt), Text(result.Rhel),
                result.Difference, result.Pairs.Agree ? "yes" : "no");
            for (var i = 0; i < result.Bptt.Length; i++)
                seeds.Add(result.Entry.Preset, Seeds(quick)[i], result.Bptt[i], result.Rhel[i]);
        }

        return new Findings
        {
            Tables = [table, seeds],
            Comparisons =
            [
                .. results.Select(result => new Comparison(
                    $"{result.Entry.Preset}: BPTT, RHEL in %", $"{result.Entry.Bptt}, {result.Entry.Rhel}",
                    $"{Text(result.Bptt)}, {Text(result.Rhel)}",
                    "not comparable with the published value: smaller stack, short training, another split")),
                .. results.Select(result => new Comparison(
                    $"{result.Entry.Preset}: RHEL − BPTT, paired by seed", "next to no difference",
                    $"{result.Difference} (standard error)",
                    result.Pairs.Agree ? "within one standard error" : "more than one standard error")),
            ],
            Deviations =
            [
                "Published values are quoted for orientation, from a reprint of the article's table; ours are not "
                + "comparable with them: the small profiles of the presets (two blocks, "
                + "H = 32, P = 32, 300 steps), and splits by another generator than the published one. "
                + "What can be compared is RHEL with BPTT: same data, same split, same initial parameters, same "
                + "batches.",
                "BPTT does not train the step of the nonlinear units, and neither does RHEL; in the released code "
                + "BPTT does.",
                "scp1-raw-linear reads the true electrodes and is judged on the test part of the competition; the "
                + "archive's channels are shifted copies of one of them.",
                "Each run is judged on the test part once, at the state with the best validation cost.",
                .. quick
                    ? [$"Quick: {Steps} steps and {Seeds(quick).Count} seeds. These stacks have hardly begun to learn."]
                    : Array.Empty<string>(),
            ],
            Figures = [("accuracy", Bars(results))],
        };
    }

    private const int Steps = 20;

    private static string SeedNames(bool quick) => $"seeds {string.Join(", ", Seeds(quick))}";

    private static IReadOnlyList<ulong> Seeds(bool quick) => quick ? [.. RhelPlans.Seeds.Take(2)] : RhelPlans.Seeds;

    private static Experiment Plan(IWorkshop workshop, string preset, string method, ulong seed, bool quick) =>
        workshop.PlanSmall(
        preset,
        [
            $"seed={seed}", $"training.estimator={method}",
            .. quick ? [$"training.steps={Steps}", $"training.evaluateEvery={Steps / 2}"] : Array.Empty<string>(),
        ]);

    private sealed record Entry(string Preset, string Bptt, string Rhel);

    private sealed record Result(Entry Entry, double[] Bptt, double[] Rhel)
    {
        public PairedSeeds Pairs => new(Bptt, Rhel);

        public string Difference =>
            $"{Digits.Fixed(100 * Pairs.Difference, 1)} ± {Digits.Fixed(100 * Pairs.StandardError, 1)}";
    }

    private static double[] Accuracies(TrainedRun[] runs) => [.. runs.Select(run => run.Course(Accuracy).Values[^1])];

    private static string Text(double[] values) =>
        $"{Digits.Fixed(100 * values.Average(), 1)} ± {Digits.Fixed(100 * PairedSeeds.Deviation(values), 1)}";

    private static BarChart Bars(Result[] results) => new()
    {
        Title = "Test accuracy, a bar per seed", Y = new Axis("test accuracy", "%"), From = 0, To = 100, Reference = 50,
        LabelX = "preset, small profile; dashed: chance", Sets = ["BPTT", "RHEL"],
        Groups =
        [
            .. results.Select(result => new BarGroup(
                result.Entry.Preset, [Array.ConvertAll(result.Bptt, one => 100 * one),
                    Array.ConvertAll(result.Rhel, one => 100 * one)])),
        ],
    };
}

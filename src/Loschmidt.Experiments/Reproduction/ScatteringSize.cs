using System.Globalization;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Accuracy of the digit scatterer against its number of hidden modes and of copies of every input.</summary>
internal sealed class ScatteringSize : IReproduction
{
    private const int Epochs = 40;

    private static readonly Entry[] Sizes =
    [
        new("no hidden modes", "digits-scattering-none", [], "94.9", "not measured"),
        new("20 hidden modes", "digits-scattering-20", [], "95.2", "94.3"),
        new("40 hidden modes", "digits-scattering-40", [], "not measured (30: 96.8, 60: 96.5)", "96.2, 96.5"),
        new("80 hidden modes", "digits-scattering", [], "97.1", "96.7"),
    ];

    private static readonly Entry[] Copies =
    [
        new("R = 1", "digits-scattering-40", ["machine.replication=1", "machine.offset=0"], ScatteringPlans.NotInPaper,
            "94.3"),
        new("R = 2, equal offsets", "digits-scattering-40", ["machine.offset=0"], ScatteringPlans.NotInPaper, "95.7"),
        new("R = 2, offsets ±8", "digits-scattering-40", [], ScatteringPlans.NotInPaper, "96.2, 96.5"),
        new("R = 3, offsets 8, 0, −8", "digits-scattering-40", ["machine.replication=3"], ScatteringPlans.NotInPaper,
            "96.3"),
    ];

    public string Name => "scattering-size";

    public string Title => "Hidden modes and copies of the inputs of a digit scatterer";

    public string Shows =>
        "Larger hidden layers reach better accuracies. Of one input detuning every output is a Möbius function; with "
        + "the input on several modes, "
        + "whose offsets differ, it is a richer one.";

    public NeededData? Needs(bool quick) => NeededData.SmallDigits;

    public string SeedsOf(bool quick) => quick ? "1" : "1 to 3";

    public string Extent(bool quick) =>
        "0, 20, 40, 80 hidden modes with two copies; 40 hidden modes with one, two and three copies and with two that "
        + "begin alike; "
        + (quick ? "the presets' --quick versions, one seed" : $"{Epochs} epochs, seeds 1 to 3");

    public Findings Run(IWorkshop workshop, bool quick)
    {
        Entry[] entries = [.. Sizes, .. Copies];
        var seeds = ScatteringPlans.Seeds(quick ? 1 : 3);
        workshop.Say($"{(entries.Length - 1) * seeds.Length} trainings");
        var runs = workshop.TrainAndTest(
            [.. entries.SelectMany(entry => seeds.Select(seed =>
                Plan(workshop, entry, quick, seed)))]).Chunk(seeds.Length);
        var results = entries.Zip(runs, (entry, all) => new Result(entry, all)).ToArray();
        var (sizes, copies) = (results[..Sizes.Length], results[Sizes.Length..]);

        return new Findings
        {
            Tables = [Table("table", "Hidden modes, two copies of every input", sizes),
                Table("copies", "Copies of every input, 40 hidden modes", copies)],
            Comparisons =
            [
                .. results.DistinctBy(result => result.Entry.Changes).Select(result => new Comparison(
                    $"{result.Entry.Name}: final test accuracy in %",
                    $"{result.Entry.Published}; reference program {result.Entry.Reference}",
                    ScatteringPlans.Text(result.Accuracies), Deviation(result, quick))),
                new(
                    "more hidden modes are better", "yes", Means(sizes),
                    Rises(sizes) ? "none" : quick ? "not yet, after so few epochs" : "not at every step"),
                new(
                    "a second copy is better than one, and best if its offset differs", "reference program: yes",
                    Means(copies[..3]),
                    Rises(copies[..3]) ? "none" : quick ? "not yet, after so few epochs" : "not at every step"),
                new(
                    "a third copy adds to the second", "reference program: no", Means(copies[2..]),
                    "differences of a few tenths are within the scatter of the seeds"),
            ],
            Deviations =
            [
                .. ScatteringPlans.Deviations,
                "Which copies help is our question; the paper uses two.",
                "Published values are of other numbers of epochs: about 5100 without hidden modes and with 20 of "
                + "them, 7600 with 80.",
                .. quick ? ["Quick: one seed and three epochs. These networks have hardly begun to learn."]
                    : Array.Empty<string>(),
            ],
            Figures = [("size", Bars("Hidden modes", sizes)),
                ("copies", Bars("Copies of every input, 40 hidden modes", copies))],
        };
    }

    private static Experiment Plan(IWorkshop workshop, Entry entry, bool quick, ulong seed) => ScatteringPlans.Plan(
        workshop, entry.Preset, quick, seed, [.. entry.Settings,
            .. quick ? Array.Empty<string>() : [$"training.epochs={Epochs}"]]);

    private sealed record Entry(string Name, string Preset, string[] Settings, string Published, string Reference)
    {
        public string Changes => string.Join(' ', [Preset, .. Settings]);
    }

    private sealed record Result(Entry Entry, TrainedRun[] Runs)
    {
        public double[] Accuracies { get; } = ScatteringPlans.Accuracies(Runs);
    }

    private static ResultTable Table(string name, string title, Result[] results)
    {
        var table = new ResultTable(
            name, $"{title}: test accuracy after the last epoch in per cent",
            [
                new Column("network"), new Column("parameters"), new Column(ScatteringPlans.Published),
                new Column(ScatteringPlans.Reference),
                .. results[0].Runs.Select(run => new Column($"seed {run.Experiment.Seed}", "0.00")),
                new Column("mean", "0.00"),
            ]);
        foreach (var result in results)
        {
            table.Add(
            [
                result.Entry.Name, result.Runs[0].Theta.Length, result.Entry.Published, result.Entry.Reference,
                .. result.Accuracies.Select(one => (object)(100 * one)), 100 * result.Accuracies.Average(),
            ]);
        }

        return table;
    }

    private static string Deviation(Result result, bool quick) =>
        quick ? "a few epochs only"
        : double.TryParse(result.Entry.Reference.Split(',')[0], CultureInfo.InvariantCulture, out var reference)
            ? $"{ScatteringPlans.Apart(result.Accuracies, reference)} the reference program"
        : double.TryParse(result.Entry.Published, CultureInfo.InvariantCulture, out var published)
            ? $"{ScatteringPlans.Apart(result.Accuracies, published)} the best published value" : "";

    private static string Means(Result[] results) =>
        string.Join(", ", results.Select(result => Digits.Fixed(100 * result.Accuracies.Average(), 1)));

    private static bool Rises(Result[] results) =>
        results.Zip(results.Skip(1)).All(pair => pair.Second.Accuracies.Average() > pair.First.Accuracies.Average());

    private static BarChart Bars(string title, Result[] results) => new()
    {
        Title = $"{title}: a bar per seed", Y = new Axis("test accuracy", "%"), To = 100, Sets = ["ours, final"],
        From = ScatteringPlans.Floor(results.SelectMany(result => result.Accuracies)),
        Groups = [.. results.Select(result => new BarGroup(result.Entry.Name,
            [Array.ConvertAll(result.Accuracies, one => 100 * one)]))],
    };
}

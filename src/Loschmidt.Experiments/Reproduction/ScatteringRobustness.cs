using System.Globalization;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What noise, loss and disorder do to a digit scatterer, while it learns and afterwards.</summary>
internal sealed class ScatteringRobustness : IReproduction
{
    private const string Noise = "gradients from noisy taps", Loss = "trained with loss",
        Rescaled = "trained with loss, gain times κ_tot/κ", Sharp = "no ports at inputs, narrow ones inside";

    // While it learns: 40 hidden modes. Loss is in the layers that have ports in use, input and output.
    private static readonly Trial[] Training =
    [
        new(Noise, 0, 96.2),
        new(Noise, 0.1, 96.2, Device("tapNoise", 0.1)), new(Noise, 0.3, 96.1, Device("tapNoise", 0.3)),
        new(Noise, 1, 95.6, Device("tapNoise", 1)),
        new(Loss, 0.1, 95.8, "machine.loss=[0.1, 0, 0.1]"), new(Loss, 1, 92.4, "machine.loss=[1, 0, 1]"),
        new(Rescaled, 1, 95.7, "machine.loss=[1, 0, 1]", "machine.gain=16"),
        new(Sharp, 0.01, 91.9, "machine.portRate=[0, 0.01, 1]"),
    ];

    // Afterwards, without any more training: 80 hidden modes.
    private static readonly Trial[] Afterwards =
    [
        new("as it was trained", 0, 96.7),
        .. After("loss in all layers", "machine.loss=[{0}]", (0.05, 96.8), (0.2, 96.8), (0.5, 96.7), (1, 96.5)),
        .. After("disorder of all parameters", "device.disorder={0}", (0.01, 96.5), (0.03, 96.6), (0.1, 84.9),
            (0.3, 23.2)),
        .. After("noise on the outputs", "device.readNoise={0}", (0.01, 96.9), (0.03, 96.6), (0.1, 95.3), (0.3, 77.4)),
    ];

    public string Name => "scattering-robustness";

    public string Title => "Noise, loss and disorder of a digit scatterer";

    public string Shows =>
        "Training by measured scattering tolerates noisy records; loss compresses the outputs, which a larger gain "
        + "makes up for or the brightest output does not "
        + "care about; without any damping inside, resonances grow too sharp to generalise; parameters that drift after training must stay within a few hundredths of κ.";

    public NeededData? Needs(bool quick) => NeededData.SmallDigits;

    public string SeedsOf(bool quick) => quick ? "1" : "1 to 3; noisy taps and narrow ports: 1";

    public string Extent(bool quick) => quick
        ? "20 hidden modes: three epochs, through the device one epoch of 960 images; one seed"
        : "40 hidden modes and 40 epochs for what happens in training (noisy taps and narrow ports one seed, loss three), 80 and 60 "
            + "for what happens afterwards (three seeds)";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("training with noise and loss");
        var plans = Training.Select(trial => Seeds(trial, quick).Select(seed =>
            Plan(workshop, trial, quick, seed)).ToArray()).ToArray();
        var whole = ScatteringPlans.Seeds(quick ? 1 : 3).Select(seed =>
            ScatteringPlans.Plan(workshop, quick ? "digits-scattering-20" : "digits-scattering", quick,
                seed)).ToArray();
        var runs = new Queue<TrainedRun>(workshop.TrainAndTest([.. plans.SelectMany(plan => plan), .. whole]));
        var training = Training.Zip(plans, (trial, plan) =>
            new Result(trial, ScatteringPlans.Accuracies([.. plan.Select(_ => runs.Dequeue())]))).ToArray();

        TrainedRun[] trained = [.. runs];
        var afterwards = Afterwards.Select(trial =>
        {
            workshop.Say($"{trial.What}, {trial.Strength.ToString(CultureInfo.InvariantCulture)}");
            return new Result(trial, trial.Settings.Length == 0
                ? ScatteringPlans.Accuracies(trained)
                : [.. trained.Select(run => workshop.Judge(run, trial.Settings)[ScatteringPlans.Accuracy])]);
        }).ToArray();

        return new Findings
        {
            Tables =
            [
                Table("table", $"After training, {(quick ? 20 : 80)} hidden modes", afterwards),
                Table("training", $"While training, {(quick ? 20 : 40)} hidden modes", training),
            ],
            Comparisons =
            [
                .. training.Concat(afterwards).Select(result => new Comparison(
                    $"{result.Trial}: test accuracy in %",
                    $"not in the paper; reference program {Digits.Fixed(result.Trial.Reference, 1)}",
                    ScatteringPlans.Text(result.Accuracies),
                    quick ? "a smaller network, hardly trained"
                    : $"{ScatteringPlans.Apart(result.Accuracies, result.Trial.Reference)} the reference program")),
            ],
            Deviations =
            [
                .. ScatteringPlans.Deviations,
                "All of it is ours: thresholds of the paper are not known to us. Strengths are in κ but for noise: "
                + "that of the taps is relative to the rms of the "
                + "fields of a layer, that of the outputs absolute, where outputs lie between −1 and 1.",
                "Noisy gradients are taken by the estimator reciprocity through a device with noisy taps, which reads "
                + "every record once; without noise they are the exact "
                + "ones, so the first row trains with those. The reference program disturbed the fields of its exact "
                + "gradient.",
                "Disorder is one draw for each seed. Input modes without a port are undamped, so that pivots are needed: "
                + "that row is solved densely, in double precision.",
                .. quick
                    ? ["Quick: 20 hidden modes, three epochs; noisy gradients of 960 images, one epoch. These "
                        + "networks have hardly begun to learn."]
                    : Array.Empty<string>(),
            ],
            Figures = [("afterwards", Chart("Loss, disorder and noise after training", afterwards)),
                ("training", Chart("Noise and loss while training", training))],
        };
    }

    private static ulong[] Seeds(Trial trial, bool quick) =>
        ScatteringPlans.Seeds(quick || trial.What is Noise or Sharp && trial.Strength > 0 ? 1 : 3);

    private static Experiment Plan(IWorkshop workshop, Trial trial, bool quick, ulong seed) => ScatteringPlans.Plan(
        workshop, quick ? "digits-scattering-20" : "digits-scattering-40", quick, seed,
        [
            .. trial.Settings,
            .. quick && trial.What is Noise or Sharp ? ["data.limit=960", "training.epochs=1"] : Array.Empty<string>(),
        ]);

    private static string[] Device(string key, double strength) =>
        [$"device.{key}={strength.ToString(CultureInfo.InvariantCulture)}", "training.estimator=reciprocity"];

    private static IEnumerable<Trial> After(string what, string setting,
        params (double Strength, double Reference)[] strengths) =>
        strengths.Select(one => new Trial(what, one.Strength, one.Reference,
            string.Format(CultureInfo.InvariantCulture, setting, one.Strength)));

    private sealed record Trial(string What, double Strength, double Reference, params string[] Settings)
    {
        public override string ToString() =>
            Strength == 0 ? What : $"{What}, {Strength.ToString(CultureInfo.InvariantCulture)}";
    }

    private sealed record Result(Trial Trial, double[] Accuracies)
    {
        public double PerCent => 100 * Accuracies.Average();
    }

    private static ResultTable Table(string name, string title, Result[] results)
    {
        var table = new ResultTable(
            name, $"{title}: test accuracy in per cent, mean ± standard deviation over seeds",
            new Column("what"), new Column("strength"), new Column("seeds"),
            new Column(ScatteringPlans.Reference, "0.0"), new Column("ours, final"));
        foreach (var result in results)
        {
            table.Add(
                result.Trial.What, result.Trial.Strength, result.Accuracies.Length, result.Trial.Reference,
                ScatteringPlans.Text(result.Accuracies));
        }

        return table;
    }

    private static LineChart Chart(string title, Result[] results) => new()
    {
        Title = title, Width = 860,
        X = new Axis("strength: loss and disorder in κ, noise as σ", Logarithmic: true),
        Y = new Axis("test accuracy", "%"),
        Series =
        [
            .. results.Where(result => result.Trial.Strength > 0)
                .GroupBy(result => result.Trial.What, StringComparer.Ordinal).Select(group => new Series(
                group.Key, [.. group.Select(result => result.Trial.Strength)],
                [.. group.Select(result => result.PerCent)], SeriesStyle.Marked)),
            new("without", [results.Where(result => result.Trial.Strength > 0).Min(result => result.Trial.Strength), 1],
                [results[0].PerCent, results[0].PerCent], SeriesStyle.Reference),
        ],
    };
}

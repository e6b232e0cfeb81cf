using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The digit scatterer 128–80–10 beside its baselines: how fast it learns, and what it ends with.</summary>
internal sealed class ScatteringDigits : IReproduction
{
    // Kept from the training for the curves: the last lines of the file, by writers whom the rest does not know.
    private const int Validation = 765;

    private const string TooEarly = "not after so few epochs";

    private static readonly Entry[] Entries =
    [
        new("scattering 128–80–10, Adam", "scattering, Adam", "digits-scattering", 5, 97.1, "97.1, epoch 2922",
            "96.3 to 97.0 (two seeds)"),
        new("the same, noise 0.1 on the inputs", "Adam, noisy inputs", "digits-scattering", 5, double.NaN,
            ScatteringPlans.NotInPaper, "96.4 to 97.1 (two seeds)")
        {
            Settings = ["data.augment.noise=0.1"], Drawn = false,
        },
        new("scattering 128–80–10, published SGD", "scattering, SGD", "digits-scattering-sgd-published", 1, 97.1,
            "97.1; 94.8 at 200 epochs", "95.8 at 200 epochs"),
        new("linear softmax", "softmax", "digits-softmax", 5, double.NaN, "91.7, trained by mean squares",
            "95.1 to 95.2"),
        new("perceptron 64–150–10", "perceptron", "digits-mlp", 5, 97.1, "97.1, sigmoid, SGD, 5000 epochs",
            "96.1 to 96.4"),
    ];

    // Test accuracy of the published run along its training, in per cent.
    private static readonly (double Epoch, double Accuracy)[] PublishedCourse =
        [(10, 86), (30, 91.8), (100, 94.9), (300, 95.9)];

    public string Name => "scattering-digits";

    public string Title => "Linear wave scattering reads digits, beside conventional networks";

    public string Shows =>
        "Accuracy on the 8 × 8 digits against epochs for a layered scattering network with 80 hidden modes, and the "
        + "best accuracy beside "
        + "that of a linear classifier and of conventional networks of equal size: the scattering network is far "
        + "above the linear one and level with the others.";

    public NeededData? Needs(bool quick) => NeededData.SmallDigits;

    public string SeedsOf(bool quick) => quick ? "1" : "1 to 5; gradient descent: 1";

    public string Extent(bool quick) => quick
        ? "the presets' --quick versions, one seed"
        : $"the presets {string.Join(", ", Entries.Select(entry => entry.Preset).Distinct())}; curves without the last "
        + $"{Validation} training images, final accuracies "
        + "over seeds 1 to 5 (SGD: seed 1)";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("learning curves");
        var drawn = Entries.Where(entry => entry.Drawn).ToArray();
        var curves = drawn.Zip(
            workshop.Train([.. drawn.Select(entry => Watched(workshop, entry, quick))]),
            (entry, run) => Curve.Of(entry, run, workshop.Samples(run.Experiment).Train.Count)).ToArray();

        workshop.Say("final accuracies");
        var plans = Entries.Select(entry => ScatteringPlans.Seeds(quick ? 1 : entry.Seeds)
            .Select(seed => ScatteringPlans.Plan(workshop, entry.Preset, quick, seed,
                entry.Settings)).ToArray()).ToArray();
        var runs = new Queue<TrainedRun>(workshop.TrainAndTest([.. plans.SelectMany(plan => plan)]));
        var results = Entries.Zip(plans, (entry, plan) =>
            new Result(entry, [.. plan.Select(_ => runs.Dequeue())])).ToArray();

        var table = new ResultTable(
            "table", "Test accuracy after the last epoch in per cent, mean ± standard deviation over seeds",
            new Column("system"), new Column("parameters"), new Column("epochs"), new Column("seeds"),
            new Column(ScatteringPlans.Published),
            new Column(ScatteringPlans.Reference), new Column("ours, final"));
        var seeds = new ResultTable(
            "seeds", "Test accuracy of every run", new Column("system"), new Column("seed"),
            new Column("accuracy", "0.0000"));
        foreach (var result in results)
        {
            table.Add(
                result.Entry.Name, result.Runs[0].Theta.Length,
                result.Runs[0].Experiment.Training.Epochs ?? double.NaN, result.Runs.Length,
                result.Entry.Published, result.Entry.Reference, ScatteringPlans.Text(result.Accuracies));
            foreach (var (run, accuracy) in result.Runs.Zip(result.Accuracies))
                seeds.Add(result.Entry.Name, run.Experiment.Seed, accuracy);
        }

        var course = new ResultTable(
            "course", $"Accuracy on {Validation} training images kept from the training, seed 1",
            new Column("system"), new Column("step"), new Column("epochs", "0.00"),
            new Column("validation accuracy", "0.0000"));
        foreach (var curve in curves)
        {
            for (var i = 0; i < curve.Steps.Length; i++)
                course.Add(curve.Entry.Name, curve.Steps[i], curve.Epochs[i], curve.Accuracies[i]);
        }

        return new Findings
        {
            Tables = [table, seeds, course],
            Comparisons = [.. results.Select(Compare), .. Margins(results, quick),
                .. Along(curves.First(curve => curve.Entry == Entries[2]))],
            Deviations =
            [
                .. ScatteringPlans.Deviations,
                $"Curves are of the accuracy on the last {Validation} training images, by writers whom the rest does "
                + "not know; the published curve is of the test "
                + "images. The runs whose final accuracy is told train on all 3823 images.",
                "The linear baseline is a softmax trained by cross-entropy; the published one was trained by mean "
                + "squares. The perceptron has tanh units and Adam; "
                + "the published one has sigmoids and plain gradient descent. The published convolutional network is "
                + "not rebuilt.",
                "The published descent goes on for thousands of epochs; ours ends after 200.",
                .. quick ? ["Quick: one seed and a few epochs. These networks have hardly begun to learn."]
                    : Array.Empty<string>(),
            ],
            Figures = [("error", Errors(curves)), ("accuracy", Bars(results))],
        };
    }

    private static Experiment Watched(IWorkshop workshop, Entry entry, bool quick)
    {
        string[] settings = [.. entry.Settings, $"data.validation={Validation}"];
        var plain = ScatteringPlans.Plan(workshop, entry.Preset, quick, 1, settings);
        var perEpoch = (workshop.Samples(plain).Train.Count + plain.Training.Batch - 1) / plain.Training.Batch;
        return ScatteringPlans.Plan(workshop, entry.Preset, quick, 1,
            [.. settings, $"training.evaluateEvery={perEpoch}"]);
    }

    /// <param name="Name">Name of the system.</param>
    /// <param name="Short">The same in pictures.</param>
    /// <param name="Preset">What is trained.</param>
    /// <param name="Seeds">Trainings of the full version.</param>
    /// <param name="Best">Published value in per cent that ours can be held against; NaN without one.</param>
    /// <param name="Published">What is published, in words.</param>
    /// <param name="Reference">What the reference program has, in words.</param>
    private sealed record Entry(string Name, string Short, string Preset, int Seeds, double Best, string Published,
        string Reference)
    {
        public string[] Settings { get; init; } = [];

        public bool Drawn { get; init; } = true;
    }

    private sealed record Result(Entry Entry, TrainedRun[] Runs)
    {
        public double[] Accuracies { get; } = ScatteringPlans.Accuracies(Runs);
    }

    private sealed record Curve(Entry Entry, double[] Steps, double[] Epochs, double[] Accuracies)
    {
        public static Curve Of(Entry entry, TrainedRun run, int samples)
        {
            var (steps, accuracies) = run.Course("validationAccuracy");
            var training = run.Experiment.Training;
            var batcher = new Batcher(samples, training.Batch, run.Experiment.Seed, training.Sampling);
            return new Curve(entry, steps, Array.ConvertAll(steps, step => batcher.EpochsAt((long)step)), accuracies);
        }
    }

    private static Comparison Compare(Result result) => new(
        $"{result.Entry.Name}: final test accuracy in %", result.Entry.Published,
        ScatteringPlans.Text(result.Accuracies),
        double.IsNaN(result.Entry.Best)
            ? "not the same training"
            : $"{ScatteringPlans.Apart(result.Accuracies, result.Entry.Best)} the best value of thousands of epochs");

    private static IEnumerable<Comparison> Margins(Result[] results, bool quick)
    {
        var (scattering, linear, perceptron) = (results[0], results[3], results[4]);
        double Points(Result other) => 100 * (scattering.Accuracies.Average() - other.Accuracies.Average());
        yield return new(
            "scattering above the linear classifier, points", "5.4; 1 to 2 in the reference program",
            Digits.Fixed(Points(linear), 1),
            quick ? TooEarly : "a linear softmax that is trained well leaves the smaller margin");
        yield return new(
            "scattering above the perceptron of equal size, points", "0.0; 0 to 1 in the reference program",
            Digits.Fixed(Points(perceptron), 1),
            quick ? TooEarly : Math.Abs(Points(perceptron)) <= 1 ? "on a par" : "not on a par");
    }

    private static IEnumerable<Comparison> Along(Curve curve)
    {
        foreach (var (epoch, accuracy) in PublishedCourse.Where(one => one.Epoch <= curve.Epochs[^1]))
        {
            var at = Array.FindIndex(curve.Epochs, reached => reached >= epoch);
            yield return new(
                $"{curve.Entry.Name}: accuracy after {epoch:0} epochs in %", Digits.Fixed(accuracy, 1),
                Digits.Fixed(100 * curve.Accuracies[at], 1),
                $"{ScatteringPlans.Apart([curve.Accuracies[at]], accuracy)}; other images, and it fluctuates by half "
                + "a point from epoch to epoch");
        }
    }

    private static LineChart Errors(Curve[] curves) => new()
    {
        Title = "Error while learning the 8 × 8 digits", X = new Axis("epochs", Logarithmic: true), Width = 860,
        Y = new Axis("validation error", "%", Logarithmic: true),
        Series =
        [
            .. curves.Select(curve => new Series(curve.Entry.Short, curve.Epochs,
                Array.ConvertAll(curve.Accuracies, one => 100 * (1 - one)))),
            new("SGD, published", [.. PublishedCourse.Select(one => one.Epoch)],
                [.. PublishedCourse.Select(one => 100 - one.Accuracy)],
                SeriesStyle.Reference),
        ],
    };

    private static BarChart Bars(Result[] results) => new()
    {
        Title = "Test accuracy after the last epoch, a bar per seed", Y = new Axis("test accuracy", "%"), To = 100,
        Reference = 97.1, Width = 860,
        From = ScatteringPlans.Floor(results.SelectMany(result => result.Accuracies)), Sets = ["ours, final"],
        LabelX = "system; dashed: best published value of the scattering network",
        Groups = [.. results.Select(result => new BarGroup(result.Entry.Short,
            [Array.ConvertAll(result.Accuracies, one => 100 * one)]))],
    };
}

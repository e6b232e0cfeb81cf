using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(c): the learning field over 600 HEB steps.</summary>
internal sealed class Heb7c : IReproduction
{
    private const int Samples = 4;
    private static readonly int[] Moments = [0, 20, 60, 150, 300, XorPlans.Steps];

    public string Name => "heb-7c";

    public string Title => "The learning field during training";

    public string Shows =>
        $"θ from a smooth random start through {XorPlans.Steps} HEB steps, each with one randomly chosen sample, at "
        + "the end of which the machine computes XOR.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => quick ? "1" : $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"{XorPlans.Steps} HEB steps at {XorPlans.TimeSteps(quick)} time steps a pass, "
        + (quick ? "seed 1" : $"seeds 1 to {Seeds(quick)}; the pictures are of seed 1");

    public Findings Run(IWorkshop workshop, bool quick)
    {
        // With a constant schedule the first n steps of a long training are a training of n steps.
        workshop.Say("training");
        var runs = workshop.Train(
        [
            .. Moments.Select(steps => XorPlans.Training(workshop, quick, 1, steps)),
            .. Enumerable.Range(2, Seeds(quick) - 1).Select(seed => XorPlans.Training(workshop, quick, seed)),
        ]);
        TrainedRun[] moments = [.. runs.Take(Moments.Length)];
        TrainedRun[] seeds = [.. runs.Skip(Moments.Length - 1)];
        var scene = new WaveScene(workshop, moments[0].Experiment, sample: 0);
        var course = new ResultTable(
            "table", "Cost and right answers over the four inputs",
            [
                new Column("step"), .. Seeds(seeds, "cost", "0.0000"), .. Seeds(seeds, "correct of 4", "0"),
                .. Seeds(seeds, "contrast", "0.000"),
            ]);
        foreach (var line in seeds[0].Metrics)
        {
            IEnumerable<object> Of(string metric, double factor) =>
                seeds.Select(run => (object)(factor * run.Metrics.First(other => other.Step == line.Step)[metric]));
            course.Add([line.Step, .. Of("cost", 1), .. Of("accuracy", Samples), .. Of("worstContrast", 1)]);
        }

        var growth = new ResultTable(
            "theta", "The learning field of seed 1 at the moments of the pictures",
            new Column("step"), new Column("rms of χθT (rad)", "0.000"), new Column("largest |χθT| (rad)", "0.00"));
        foreach (var run in moments)
        {
            var rms = TensorPrimitives.Norm<double>(run.Theta) / Math.Sqrt(run.Theta.Length);
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(run.Theta));
            growth.Add(run.Metrics[^1].Step, rms * scene.PhasePerTheta, largest * scene.PhasePerTheta);
        }

        var learned = seeds.Select(LearnedAt).ToArray();
        return new Findings
        {
            Tables = [course, growth],
            Comparisons =
            [
                new("XOR learned within 600 HEB steps", "yes",
                    $"{learned.Count(step => step is not null)} of {seeds.Length} seeds",
                    learned.All(step => step is not null) ? "none" : "not every seed learned"),
                new("step from which all four answers stay right", Comparison.NotPrinted,
                    string.Join(", ", learned.Select(step => step?.ToString() ?? "never")), "evaluated every 20 steps"),
                new("cost at the end", Comparison.NotPrinted,
                    string.Join(", ", seeds.Select(run => Digits.Fixed(run.Final("cost"), 4))),
                    "a linear wave cannot get below 0.079"),
            ],
            Deviations = XorPlans.Deviations,
            Figures =
            [
                ("theta", new Filmstrip
                {
                    Title = "θ inside the window during training",
                    Columns = scene.WindowRows, Rows = scene.Settings.Lattice.Columns,
                    Quantity = "χθT", Unit = "rad", Signed = true, BandNames = [""],
                    Forward =
                    [
                        .. moments.Select(run => scene.Frame(
                            $"step {run.Metrics[^1].Step}", run.Theta, scene.PhasePerTheta)),
                    ],
                }),
                ("cost", new LineChart
                {
                    Title = "Cost during training",
                    X = new Axis("HEB step"), Y = new Axis("mean cost C of the four inputs"),
                    Series =
                    [
                        .. seeds.Select(run => Curve($"seed {run.Experiment.Seed}", run)),
                        new Series("floor of linear waves", [0, XorPlans.Steps], [0.079, 0.079], SeriesStyle.Reference),
                    ],
                }),
            ],
        };
    }

    private static int Seeds(bool quick) => quick ? 1 : 3;

    private static IEnumerable<Column> Seeds(IEnumerable<TrainedRun> runs, string quantity, string format) =>
        runs.Select(run => new Column($"{quantity}, seed {run.Experiment.Seed}", format));

    private static Series Curve(string name, TrainedRun run)
    {
        var (steps, values) = run.Course("cost");
        return new Series(name, steps, values);
    }

    /// <summary>The first evaluation from which on all answers are right.</summary>
    private static long? LearnedAt(TrainedRun run)
    {
        var right = run.Metrics.Reverse().TakeWhile(line => line["accuracy"] == 1).ToArray();
        return right.Length == 0 ? null : right[^1].Step;
    }
}

using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(f): validation error of the digit reader during training, for several nonlinearities.</summary>
internal sealed class Heb7f : IReproduction
{
    // More curves cannot be told apart.
    private static readonly double[] Drawn = [0, 0.5, 1, 2, 3, 6];

    public string Name => "heb-7f";

    public string Title => "Training of the digit reader for several nonlinearities";

    public string Shows =>
        "The error during training for the linear network and for several strengths χ₂ of the dense layers' "
        + "nonlinearity at a fixed χ₁ of the convolutions: stronger ones end lower.";

    public NeededData? Needs(bool quick) => NeededData.Digits;

    public string SeedsOf(bool quick) => DigitPlans.SeedsOf(quick);

    public string Extent(bool quick) => DigitPlans.Extent(quick);

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("training the sweep over χ₂");
        var sweep = SweepPoint.Train(workshop, DigitPlans.Sweep(workshop, quick));
        var columns = sweep.SelectMany(one => one.Runs.Select(run =>
            new Column($"{one.Point.Name}{(one.Runs.Length > 1 ? $", seed {run.Experiment.Seed}" : "")}", "0.0000")));
        var table = new ResultTable("table", "Validation error after each epoch", [new Column("epoch"), .. columns]);
        var (steps, _) = sweep[0].Runs[0].Course("validationAccuracy");
        for (var epoch = 0; epoch < steps.Length; epoch++)
        {
            var errors = sweep.SelectMany(one => one.Runs).Select(run => Errors(run)[epoch]);
            table.Add([epoch, .. errors.Cast<object>()]);
        }

        double End((SweepPoint, TrainedRun[] Runs) one) => one.Runs.Average(run => 1 - run.Final("validationAccuracy"));
        var (linear, best) = (sweep[0], sweep.MinBy(End));
        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new("final error of the linear network", "about 10 %", Digits.PerCent(End(linear)),
                    "another split, masks and rate"),
                new("smallest final error of the sweep", "below 5 %; 2.5 % at best in the paper",
                    $"{Digits.PerCent(End(best))} at χ₂ = {best.Point.Chi2}",
                    End(best) < 0.05 ? "in the printed range" : "not reached"),
            ],
            Deviations =
            [
                .. DigitPlans.SweepDeviations,
            ],
            Figures =
            [
                ("error", new LineChart
                {
                    Title = "Validation error of the digit reader",
                    X = new Axis("epoch"), Y = new Axis("validation error", Logarithmic: true), Width = 860,
                    Series =
                    [
                        .. sweep.Skip(1).Where(one => Drawn.Contains(one.Point.Chi2)).Select(
                            one => Curve(one.Point.Name, one.Runs, SeriesStyle.Line)),
                        Curve("linear", linear.Runs, SeriesStyle.Reference),
                    ],
                }),
            ],
        };
    }

    private static double[] Errors(TrainedRun run) =>
        [.. run.Course("validationAccuracy").Values.Select(accuracy => 1 - accuracy)];

    private static Series Curve(string name, TrainedRun[] runs, SeriesStyle style)
    {
        var courses = Array.ConvertAll(runs, Errors);
        var epochs = Enumerable.Range(0, courses[0].Length).ToArray();
        var means = epochs.Select(epoch => courses.Average(errors => errors[epoch]));
        return new Series(name, [.. epochs.Select(epoch => (double)epoch)], [.. means], style);
    }
}

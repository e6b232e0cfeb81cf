using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(g): final accuracy of the digit reader against the nonlinearity χ₂, and its threshold.</summary>
internal sealed class Heb7g : IReproduction
{
    private const int CurvePoints = 121;

    public string Name => "heb-7g";

    public string Title => "Accuracy of the digit reader against the nonlinearity";

    public string Shows =>
        "The final accuracy on the validation set jumps from around 90 % to above 95 % when χ₂ passes a threshold of "
        + "about 3.";

    public NeededData? Needs(bool quick) => NeededData.Digits;

    public string SeedsOf(bool quick) => DigitPlans.SeedsOf(quick);

    public string Extent(bool quick) => DigitPlans.Extent(quick);

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("training the sweep over χ₂");
        var sweep = SweepPoint.Train(workshop, DigitPlans.Sweep(workshop, quick));
        var table = new ResultTable(
            "table", "Final validation accuracy",
            [
                new Column("χ₁", "0.00"), new Column("χ₂", "0.00"),
                .. sweep[0].Runs.Select(run => new Column($"seed {run.Experiment.Seed}", "0.0000")),
                new Column("mean", "0.0000"), new Column("fit", "0.0000"),
            ]);
        var linear = Accuracies(sweep[0].Runs);
        var nonlinear = sweep[1..];
        var top = nonlinear.MaxBy(one => Accuracies(one.Runs).Average());

        // Behind its best point the accuracy falls again; a step between plateaus is fitted to the rise only.
        var end = Math.Max(top.Point.Chi2, nonlinear[LogisticFit.FewestPlaces - 1].Point.Chi2);
        var rise = nonlinear.Where(one => one.Point.Chi2 <= end).ToArray();
        var fit = LogisticFit.Of(
            [.. rise.SelectMany(one => one.Runs.Select(_ => one.Point.Chi2))],
            [.. rise.SelectMany(one => Accuracies(one.Runs))]);
        foreach (var (point, runs) in sweep)
        {
            var accuracies = Accuracies(runs);
            var fitted = rise.Any(one => one.Point == point) ? fit.At(point.Chi2) : double.NaN;
            table.Add([point.Chi1, point.Chi2, .. accuracies.Cast<object>(), accuracies.Average(), fitted]);
        }

        var last = Accuracies(nonlinear[^1].Runs).Average();
        var from = rise[0].Point.Chi2;
        var to = rise[^1].Point.Chi2;
        return new Findings
        {
            Tables = [table, Describe(fit, from, to)],
            Comparisons =
            [
                new("threshold in χ₂", "≈ 3",
                    fit.IsThreshold
                        ? $"{Digits.Fixed(fit.Threshold, 2)} (width {Digits.Fixed(fit.Width, 2)})"
                        : fit.Finding,
                    "the scale of χ₂ is that of 1/|Ψ| in the dense layer, which follows from values the paper does not "
                    + "print (masks, initial phases)"),
                new("accuracy below the threshold", "around 90 %",
                    $"{Digits.PerCent(fit.Low)} (fit); linear network {Digits.PerCent(linear.Average())}",
                    "another split, masks and rate"),
                new("accuracy above the threshold", "above 95 %", $"{Digits.PerCent(fit.High)} (fit)",
                    fit.High > 0.95 ? "none" : "not reached"),
                new("how sharp", "a sharp transition; " + Comparison.NotPrinted,
                    $"from 10 % to 90 % of the rise within {Digits.Fixed(LogisticFit.Rise * fit.Width, 1)} of χ₂",
                    LogisticFit.Rise * fit.Width > fit.Threshold
                        ? "a gradual rise"
                        : "a rise shorter than its distance from zero"),
                new("beyond the threshold", Comparison.NotPrinted,
                    $"best at χ₂ = {top.Point.Chi2}, {Digits.PerCent(last)} at χ₂ = {nonlinear[^1].Point.Chi2}",
                    last < Accuracies(top.Runs).Average() - 0.01 ? "falls again" : "stays high"),
            ],
            Deviations =
            [
                "The fit uses the points up to the best χ₂; those beyond are in the table.",
                .. DigitPlans.SweepDeviations,
            ],
            Figures =
            [
                ("accuracy", new LineChart
                {
                    Title = "Final validation accuracy against χ₂",
                    X = new Axis("χ₂"), Y = new Axis("validation accuracy"),
                    Series =
                    [
                        new Series($"χ₁ = {DigitPlans.Chi1}", [.. nonlinear.Select(one => one.Point.Chi2)],
                            [.. nonlinear.Select(one => Accuracies(one.Runs).Average())], SeriesStyle.Marked),
                        Curve(fit, from, to),
                        new Series(
                            "linear network", [from, nonlinear[^1].Point.Chi2], [linear.Average(), linear.Average()],
                            SeriesStyle.Reference),
                    ],
                }),
            ],
        };
    }

    private static double[] Accuracies(TrainedRun[] runs) => [.. runs.Select(run => run.Final("validationAccuracy"))];

    private static ResultTable Describe(LogisticFit fit, double from, double to)
    {
        var table = new ResultTable(
            "fit", "Least squares of low + (high − low)/(1 + e^(−(χ₂ − c)/w))",
            new Column("quantity"), new Column("value", "0.0000"), new Column("remark"));
        table.Add("threshold c", fit.Threshold, fit.IsThreshold ? "inside the range" : fit.Finding);
        table.Add("width w", fit.Width, "a tenth to nine tenths of the rise take 4.4 w");
        table.Add("low plateau", fit.Low, "");
        table.Add("high plateau", fit.High, "");
        table.Add("residual (rms)", fit.Residual, $"over χ₂ from {from} to {to}");
        return table;
    }

    private static Series Curve(LogisticFit fit, double from, double to)
    {
        double[] x = [.. Enumerable.Range(0, CurvePoints).Select(i => from + (to - from) * i / (CurvePoints - 1))];
        return new Series("fit", x, [.. x.Select(fit.At)]);
    }
}

using System.Globalization;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How much imperfection a digit reader and an echo survive: two maps over two knobs each.</summary>
internal sealed class ToleranceFigure : IReproduction
{
    private const int Seeds = 3;

    // What may be lost of the ideal figure.
    private const double Within = 0.05;

    private const string Accuracy = "validationAccuracy", Cosine = "cosine";

    private static readonly Knob Spread = new("imperfections.parameters.spread", "relative spread of the parameters", [0, 0.03, 0.1, 0.2, 0.3]);
    private static readonly Knob Noise = new("imperfections.detection.noise", "detector noise, rms per output", [0, 0.03, 0.1, 0.2, 0.3]);
    private static readonly Knob Loss = new("imperfections.map.loss", "loss rate κ (1/T)", [0, 0.003, 0.01, 0.03, 0.1]);
    private static readonly Knob Gain = new("imperfections.reversal.gain", "gain error δ of the mirror", [0, 0.001, 0.003, 0.01, 0.03]);

    public string Name => "tolerance-map";

    public string Title => "How much imperfection a digit reader and an echo survive";

    public string Shows =>
        "The papers name the imperfections of a device, losses, noise, inexact parameters and an inexact time reversal, and ask for calibration and robustness; neither gives a map of what may be tolerated.";

    public NeededData? Needs(bool quick) => NeededData.SmallDigits;

    public string SeedsOf(bool quick) => $"1 to {Seeds}; gradients: {(quick ? "1" : $"1 to {Seeds}")}";

    public string Extent(bool quick) =>
        $"digits-scattering trained in silico, {Epochs(quick)} epochs, {Spread.Values.Length} × {Noise.Values.Length} points; one gradient of the XOR wave on "
        + $"{(quick ? "25 × 75" : "50 × 150")} sites by one-sided echoes with ε = 0.01, {Loss.Values.Length} × {Gain.Values.Length} points";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var digits = Digits8(workshop, quick);
        var xor = Xor(workshop, quick);
        var budget = new ToleranceBudget(digits, Within);
        var (limits, together) = (budget.Limits(), budget.Box());
        return new Findings
        {
            Tables =
            [
                Table("table", "Digits: accuracy on 500 held-out images", digits, [Spread, Noise], "0.0000"),
                Table("echo", "XOR: cosine of one echo's gradient with that of the lossy machine", xor, [Loss, Gain], "0.0000"),
            ],
            Comparisons =
            [
                new("digits: ideal accuracy, and learned from shuffled gradients", "not in the papers", $"{Digits.PerCent(digits.Ideal.Average())}, {Digits.PerCent(digits.Control.Average())}", "none"),
                .. limits.Select(limit => new Comparison(
                    $"digits: {limit.Knob}, within {Digits.PerCent(Within, 0)} of the ideal", "not in the papers",
                    $"up to {Short(limit.Limit)} (90 %: {Short(limit.Low)} to {Short(limit.High)})", limit.Where == "inside" ? "none" : $"{limit.Where} the values tested")),
                new("digits: both together", "not in the papers", together is null ? "not even the mildest" : $"{Short(together[0])} and {Short(together[1])}", "none"),
                new("echo: cosine with a loss of 0.03, and with a gain of the mirror of 0.01 as well", "losses need re-amplification (slides)",
                    $"{Digits.Fixed(At(xor, 3, 0), 3)}, {Digits.Fixed(At(xor, 3, 3), 3)}", $"right to about 0.1{(quick ? ", one seed" : "")}: a difference below that shows nothing"),
            ],
            Deviations =
            [
                "What loschmidt tolerance measures, with its knobs: loss is the rate κ at which a mode loses energy, in 1/T, on both ways; gain is δ of Ψ → (1 + δ)Ψ* at the mirror.",
                "Digits: trained by the wrong model alone, judged on the device with its errors; held-out are 500 training images, and no test image is read. Limits are interpolated in the mean over seeds, intervals resample the seeds.",
                "XOR: at the initial θ, summed over the four inputs, in double precision. A loss changes the cost itself, so that the reference is of the lossy machine, slopes along 64 random directions by differences: such a cosine is right to about 0.1, and neighbours in the map that differ by less are alike.",
                XorPlans.Resolution,
                .. quick ? ["Quick: the preset's short version, which is what the README shows; one seed for the gradients, on a coarser lattice."] : Array.Empty<string>(),
            ],
            Figures =
            [
                ("digits", Map($"digits-scattering: validation accuracy, mean of {Seeds} seeds", "validation accuracy", digits, Spread, Noise)),
                ("echo", Map("xor: cosine of one echo's gradient", "cosine", xor, Loss, Gain)),
            ],
        };
    }

    private static int Epochs(bool quick) => quick ? 3 : 20;

    /// <summary>Trains the grid, the ideal machine and the control.</summary>
    private static ToleranceMap Digits8(IWorkshop workshop, bool quick)
    {
        Experiment Plan(int seed, params string[] settings) => workshop.PlanSmall(
            "digits-scattering", [$"seed={seed}", "training.estimator=in-silico", "data.validation=500", $"training.epochs={Epochs(quick)}", .. settings]);
        string[][] variants =
        [
            [Spread.Set(0)], [Spread.Set(0), "training.shuffled=true"],
            .. Spread.Values.SelectMany(spread => Noise.Values.Select(noise => new[] { Spread.Set(spread), Noise.Set(noise) })),
        ];
        workshop.Say($"{variants.Length * Seeds} trainings");
        var runs = workshop.Train([.. variants.SelectMany(variant => Enumerable.Range(1, Seeds).Select(seed => Plan(seed, variant)))]);
        double[][] figures = [.. runs.Select(run => run.Course(Accuracy).Values[^1]).Chunk(Seeds)];
        return new ToleranceMap([Spread.Key, Noise.Key], [Spread.Values, Noise.Values], figures[2..], figures[0], figures[1], LargerIsBetter: true);
    }

    /// <summary>Measures one gradient at every point.</summary>
    private static ToleranceMap Xor(IWorkshop workshop, bool quick)
    {
        string[] lattice = quick ? ["machine.lattice.columns=25", "machine.lattice.rows=75"] : [];
        var figures = Loss.Values.SelectMany(loss => Gain.Values.Select(gain =>
        {
            workshop.Say(string.Create(CultureInfo.InvariantCulture, $"one gradient, loss {loss}, gain {gain}"));
            return Enumerable.Range(1, quick ? 1 : Seeds).Select(seed => workshop.ProbeGradient(workshop.Plan(
                "xor", [$"seed={seed}", "training.epsilon=0.01", Loss.Set(loss), Gain.Set(gain), .. lattice]))[Cosine]).ToArray();
        })).ToArray();
        return new ToleranceMap([Loss.Key, Gain.Key], [Loss.Values, Gain.Values], figures, figures[0], [], LargerIsBetter: true);
    }

    private static double At(ToleranceMap map, params int[] place) => map.Figures[map.Index(place)].Average();

    private static string Short(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static ResultTable Table(string name, string title, ToleranceMap map, Knob[] knobs, string format)
    {
        var table = new ResultTable(
            name, title,
            [.. knobs.Select(knob => new Column(knob.Key, "0.###")), new Column("mean", format), .. Enumerable.Range(1, map.Figures[0].Length).Select(seed => new Column($"seed {seed}", format))]);
        for (var index = 0; index < map.Figures.Count; index++)
        {
            var place = map.Place(index);
            table.Add([knobs[0].Values[place[0]], knobs[1].Values[place[1]], map.Figures[index].Average(), .. map.Figures[index].Cast<object>()]);
        }

        return table;
    }

    private static HeatMap Map(string title, string quantity, ToleranceMap map, Knob down, Knob across) => new()
    {
        Title = title, Values = [.. map.Figures.Select(figures => figures.Average())], Rows = down.Values.Length, Columns = across.Values.Length, Quantity = quantity,
        LabelX = across.Label, LabelY = down.Label, RowNames = [.. down.Values.Select(Units.Number)], ColumnNames = [.. across.Values.Select(Units.Number)],
    };

    /// <summary>What is turned, and how far.</summary>
    /// <param name="Key">Setting.</param>
    /// <param name="Label">What an axis calls it.</param>
    /// <param name="Values">Its values.</param>
    private sealed record Knob(string Key, string Label, double[] Values)
    {
        public string Set(double value) => string.Create(CultureInfo.InvariantCulture, $"{Key}={value}");
    }
}

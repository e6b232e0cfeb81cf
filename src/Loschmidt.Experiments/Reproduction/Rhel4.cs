using Loschmidt.Experiments.Figures;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 4 of the recurrent echo paper: gradients of an untrained stack by echoes and by backpropagation
/// through time.</summary>
internal sealed class Rhel4 : IReproduction
{
    // ε of the bars: the published 0.1 times the published loss factor 100.
    private const double Drawn = 10;

    // An error beyond this says no more than that nothing is right; it is in the tables and not in the pictures.
    private const double Hopeless = 30;

    private static readonly double[] Epsilons = [.. Enumerable.Range(-8, 25).Select(i => Math.Pow(10, 0.5 * i))];

    private static readonly (string Name, SequenceMethod Method)[] Echoes =
        [("two echoes", SequenceMethod.Echo), ("paired", SequenceMethod.Paired),
            ("one-sided", SequenceMethod.OneSided)];

    public string Name => "rhel-4";

    public string Title => "Echoes against backpropagation through time, tensor by tensor";

    public string Shows =>
        "For one SCP1 sample and an untrained stack of six blocks, linear and nonlinear: cosine and norm ratio of "
        + "the echo's gradient against that "
        + "of backpropagation through time, for every tensor of every block. All bars stand at 1 to plotting accuracy.";

    public NeededData? Needs(bool quick) => NeededData.Scp1;

    public string SeedsOf(bool quick) => "2345 (the preset's)";

    public string Extent(bool quick) =>
        (quick ? "two blocks, H = 32, P = 32" : "six blocks of the published sizes")
        + $", {RhelPlans.SampleSteps(quick)} steps of one sample; {Epsilons.Length} values of ε in double and in "
        + "single precision";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var units = RhelPlans.Units.Select(unit => Measure(workshop, unit.Name, unit.Preset, quick)).ToArray();
        var table = new ResultTable(
            "table", $"Agreement with backpropagation through time at ε = {Drawn:0}, double precision",
            new Column("unit"), new Column("echo"), new Column("tensor"), new Column("block"),
            new Column("cosine", "0.000000000"),
            new Column("norm ratio", "0.00000000"), new Column("relative error", "0.0e+0"));
        foreach (var unit in units)
        {
            foreach (var scan in unit.Double)
            {
                foreach (var (place, fidelity) in unit.Places.Zip(scan.At(Drawn)))
                {
                    table.Add(unit.Name, scan.Echo, place.Tensor, place.Block, fidelity.Cosine, fidelity.NormRatio,
                        fidelity.RelativeError);
                }
            }
        }

        return new Findings
        {
            Tables = [table, .. units.Select(ScanTable)],
            Comparisons = [.. units.SelectMany(Compare)],
            Deviations =
            [
                $"ε = {Drawn:0} without a loss factor is the published ε = 0.1 with the published factor 100: only "
                + "their product matters.",
                "The paper's sample is not known; this is the first training sample of seed 2345 that the untrained "
                + "stack answers wrongly. For one that it answers "
                + "rightly the softmax is saturated, the error signal next to nothing, and the published ε with it.",
                "Paired and one-sided echoes, single precision and the scan over ε are not in the paper.",
                .. quick ? ["Quick: two blocks, H = 32, P = 32, and the beginning of the sample."]
                    : Array.Empty<string>(),
                .. RhelPlans.Deviations,
            ],
            Figures = [.. units.SelectMany(Draw)],
        };
    }

    private sealed record Scan(string Echo, Fidelity[][] ByEpsilon)
    {
        public Fidelity[] At(double epsilon) =>
            ByEpsilon[Array.FindIndex(Epsilons, one => Math.Abs(Math.Log(one / epsilon)) < 1e-9)];

        public double[] Worst() => [.. ByEpsilon.Select(all => all.Max(one => one.RelativeError))];

        public double[] Of(int place) => [.. ByEpsilon.Select(all => all[place].RelativeError)];
    }

    private sealed record Unit(
        string Name, IReadOnlyList<string> Tensors, (string Tensor, int Block)[] Places, Scan[] Double, Scan[] Single);

    private static Unit Measure(IWorkshop workshop, string name, string preset, bool quick)
    {
        workshop.Say($"{name} stack");
        var (settings, seed, batch) = RhelPlans.Sample(workshop, preset, quick);
        var comparison = new StackComparison(workshop, settings, seed, batch);
        Scan[] Scans(Func<SequenceEcho, Fidelity[]> compare) =>
        [
            .. Echoes.Select(echo => new Scan(echo.Name, Array.ConvertAll(Epsilons, epsilon =>
            {
                workshop.Say($"{name} stack, {echo.Name}");
                return compare(new SequenceEcho(echo.Method, epsilon));
            }))),
        ];
        return new Unit(
            name, comparison.Tensors, [.. comparison.Places()], Scans(comparison.Compare<double>),
            Scans(comparison.Compare<float>));
    }

    private static ResultTable ScanTable(Unit unit)
    {
        var table = new ResultTable(
            $"epsilon-{unit.Name}", $"Relative error against ε, {unit.Name} units",
            [
                new Column("precision"), new Column("echo"), new Column("ε", "0.0e+0"),
                .. unit.Places.Select(place => new Column($"{place.Tensor}, block {place.Block}", "0.0e+0")),
            ]);
        foreach (var (precision, scans) in new[] { ("double", unit.Double), ("single", unit.Single) })
        {
            foreach (var scan in scans)
            {
                for (var i = 0; i < Epsilons.Length; i++)
                    table.Add([precision, scan.Echo, Epsilons[i],
                        .. scan.ByEpsilon[i].Select(one => (object)one.RelativeError)]);
            }
        }

        return table;
    }

    private static IEnumerable<Comparison> Compare(Unit unit)
    {
        foreach (var scan in unit.Double)
        {
            var bars = scan.At(Drawn);
            var (cosine, low, high) = (bars.Min(one => one.Cosine), bars.Min(one => one.NormRatio),
                bars.Max(one => one.NormRatio));
            yield return new(
                $"{unit.Name}, {scan.Echo}: cosine and norm ratio of every tensor",
                scan.Echo == Echoes[0].Name ? "1 to plotting accuracy" : "not in the paper",
                $"cosine at least {Digits.Fixed(cosine, 6)}, ratio {Digits.Fixed(low, 6)} to {Digits.Fixed(high, 6)}",
                cosine > 0.999 && low > 0.99 && high < 1.01 ? "none" : "not every bar stands at 1; see the table");
        }

        string Best(Scan[] scans) =>
            string.Join(", ", scans.Select(scan => $"{Digits.Power(scan.Worst().Min(), 1)} {scan.Echo}"));
        yield return new(
            $"{unit.Name}: error of the worst tensor at the best ε", "not in the paper",
            $"double: {Best(unit.Double)}; single: {Best(unit.Single)}", "rounding, and for one echo alone its bias");
    }

    private static IEnumerable<(string, Figure)> Draw(Unit unit)
    {
        yield return ($"cosine-{unit.Name}", Bars(unit, "cosine", one => one.Cosine, 0.3, 1.1));
        yield return ($"ratio-{unit.Name}", Bars(unit, "norm ratio", one => one.NormRatio, 0, 1.4));
        yield return ($"error-{unit.Name}-double", Errors(unit, unit.Double, "double"));
        yield return ($"error-{unit.Name}-single", Errors(unit, unit.Single, "single"));
    }

    private static BarChart Bars(Unit unit, string quantity, Func<Fidelity, double> value, double from, double to) =>
        new()
    {
        Title = $"{unit.Name} units: {quantity} against backpropagation through time",
        Y = new Axis(quantity), From = from, To = to, Reference = 1,
        LabelX = $"tensor; for each echo a bar per block, lowest first (ε = {Drawn:0}, double precision)",
        Sets = [.. unit.Double.Select(scan => scan.Echo)], Width = 860, Height = 300,
        Groups =
        [
            .. unit.Tensors.Select(tensor => new BarGroup(tensor,
            [
                .. unit.Double.Select(scan =>
                    unit.Places.Zip(scan.At(Drawn)).Where(bar => bar.First.Tensor == tensor).Select(bar =>
                        value(bar.Second)).ToArray()),
            ])),
        ],
    };

    private static LineChart Errors(Unit unit, Scan[] scans, string precision) => new()
    {
        Title = $"{unit.Name} units, {precision} precision: error of every tensor and block",
        X = new Axis("ε", Logarithmic: true), Y = new Axis("relative error", Logarithmic: true), Width = 860,
        Height = 460,
        Series =
        [
            // Pale lines take the colour of the marked one behind them.
            .. scans.SelectMany(scan =>
                Enumerable.Range(0, unit.Places.Length)
                    .Select(place => new Series("", Epsilons, Hopeful(scan.Of(place)), SeriesStyle.Faint))
                    .Append(new Series($"{scan.Echo}, worst", Epsilons, Hopeful(scan.Worst()), SeriesStyle.Marked))),
            .. unit.Name == "nonlinear" && precision == "double" ? [Slope(scans[1], 2), Slope(scans[2], 1)]
                : Array.Empty<Series>(),
        ],
    };

    /// <summary>The errors around the smallest one, up to the first hopeless one on either side.</summary>
    private static double[] Hopeful(double[] errors)
    {
        var best = Array.IndexOf(errors, errors.Min());
        var first = Array.FindLastIndex(errors, best, error => error > Hopeless);
        var end = Array.FindIndex(errors, best, error => error > Hopeless) is var at && at >= 0 ? at : errors.Length;
        return [.. errors.Select((error, i) => i > first && i < end ? error : double.NaN)];
    }

    /// <summary>ε to a power, a little above the error of the middle tensor at ε = 1.</summary>
    private static Series Slope(Scan scan, int power)
    {
        double[] errors = [.. scan.At(1).Select(one => one.RelativeError).Order()];
        var start = 3 * errors[errors.Length / 2];
        return new Series(
            power == 1 ? "∝ ε" : "∝ ε²", Epsilons,
            [.. Epsilons.Select(epsilon =>
                epsilon is > 0.009 and < 1100 ? start * Math.Pow(epsilon, power) : double.NaN)], SeriesStyle.Reference);
    }
}

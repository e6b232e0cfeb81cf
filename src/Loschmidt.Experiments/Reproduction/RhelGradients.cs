using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Whether error signals vanish or explode on their way back through time.</summary>
internal sealed class RhelGradients : IReproduction
{
    private const int Oscillators = 16;
    private const int Every = 8;

    // A signal that has grown by this much has exploded: single precision holds no gradient beside it.
    private const double Exploded = 1e6;

    private static readonly (string Name, UnitSettings Unit)[] Layers =
    [
        ("linear", new UnitSettings { Oscillators = Oscillators }),
        .. new[] { 1e-4, 1e-2, 0.1, 0.3, 0.6 }.Select(step =>
            (FormattableString.Invariant($"h {step}"), new UnitSettings
        {
            Kind = UnitKind.Nonlinear, Oscillators = Oscillators, StepMap = StepMap.Fixed, Step = step,
        })),
    ];

    public string Name => "rhel-gradients";

    public string Title => "Vanishing and exploding error signals";

    public string Shows =>
        "The paper states that Hamiltonian units neither lose nor amplify error signals. Here: the size of ∂C/∂(φ, "
        + "π) so many steps before a cost of the "
        + "last step, for linear units and for nonlinear ones of several lengths L h of their journey.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"{Oscillators} units, white drive of strength 1, {Steps(quick)} steps; h of nonlinear units from 0.0001 to "
        + "0.6";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var steps = Steps(quick);
        var layers = Layers.Select(layer =>
        {
            workshop.Say(layer.Name);
            return Measure(layer.Name, layer.Unit, steps);
        }).ToArray();
        var table = new ResultTable(
            "table", "Size of the error signal over its size at the cost",
            new Column("units"), new Column("L h", "0.##"), new Column("largest", "0.0e+0"),
            new Column("smallest", "0.0e+0"),
            new Column("at the beginning", "0.0e+0"), new Column("exceeds a million at step", "0"),
            new Column("echo against bptt there or at the beginning", "0.0e+0"),
            new Column("both on an exact return, at the beginning", "0.0e+0"),
            new Column("the same at the own ε of the pair", "0.0e+0"));
        foreach (var layer in layers)
        {
            var at = layer.ExplodedAt ?? layer.Bptt.Count - 1;
            table.Add(
                layer.Name, layer.Time, layer.Sizes.Max(), layer.Sizes.Min(), layer.Sizes[^1],
                layer.ExplodedAt is { } exploded ? layer.Bptt[exploded].Depth : double.NaN, layer.Apart(at),
                layer.Exactly, layer.ExactlyPaired);
        }

        return new Findings
        {
            Tables = [table, Course(layers)],
            Comparisons =
            [
                .. layers.Select(layer => new Comparison(
                    $"{layer.Name}, L h = {Digits.Fixed(layer.Time, 1)}: largest and last size of the error "
                    + "signal", "neither vanishes nor explodes",
                    $"{Digits.Power(layer.Sizes.Max(), 1)}, {Digits.Power(layer.Sizes[^1], 1)}",
                    layer.ExplodedAt is { } at
                        ? $"explodes: a million at step {layer.Bptt[at].Depth}; it holds for small L h only"
                        : "none")),
                new("signals that exploded, echo against backpropagation through time on an exact return",
                    "the same by construction",
                    $"relative error at most {Digits.Power(layers.Max(layer => layer.Exactly), 1)}",
                    "none: where the way is retraced to the last bit the echo is right about an exploding signal, too"),
                new("echo against backpropagation through time before the explosion", "the same by construction",
                    $"relative error at most {Digits.Power(layers.Max(layer => layer.ApartBefore), 1)}", "none"),
            ],
            Deviations =
            [
                "The paper's figure on vanishing and exploding gradients was not found; this is the quantity its "
                + "statement is about.",
                "The size is the norm of ∂C/∂φ and ∂C/∂π together over all oscillators, relative to that of ∂C/∂φ at "
                + "the cost. Where the state moves slowly (L h small) ∂C/∂π grows as k h at first: that is the "
                + "motion of a free particle.",
                "The echo is its limit ε → 0. At a finite ε it errs where the signal has grown so far that the two "
                + "echoes part for good, on an exact return too: last column.",
                "Linear units have the published steps, 0.5 to 0.73; the cost listens to the last step alone.",
            ],
            Figures = [("size", Chart(layers))],
        };
    }

    private static int Steps(bool quick) => quick ? 20_000 : 60_000;

    private sealed record Layer(string Name, double Time, IReadOnlyList<UnitReading> Bptt,
        IReadOnlyList<UnitReading> Echo, double Start, double Exactly, double ExactlyPaired)
    {
        public double[] Sizes { get; } = [.. Bptt.Select(reading => reading.ErrorSignal / Start)];

        public int? ExplodedAt => Array.FindIndex(Sizes, size => size > Exploded) is var at && at >= 0 ? at : null;

        /// <summary>Apart where the signal is still below what counts as exploded, or at the beginning.</summary>
        public double ApartBefore => Apart((ExplodedAt ?? Bptt.Count) - 1);

        public double Apart(int reading) => Math.Abs((Echo[reading].ErrorSignal / Bptt[reading].ErrorSignal) - 1);
    }

    private static Layer Measure(string name, UnitSettings unit, int steps)
    {
        var drive = RhelPlans.Noise("drive", steps * Oscillators, 1);
        var error = RhelPlans.Noise("error", Oscillators, 1);
        IReadOnlyList<UnitReading> Send(UnitSettings one, SequenceMethod method) =>
            UnitProbe.Run<double>(one, 1, drive, error, new SequenceEcho(method), Every);
        var exact = unit with { ExactReturn = true };
        var stored = Send(exact, SequenceMethod.Bptt)[^1].ErrorSignal;
        double Apart(SequenceMethod method) => Math.Abs((Send(exact, method)[^1].ErrorSignal / stored) - 1);
        return new Layer(
            name, steps * (unit.Kind == UnitKind.Linear ? 0.62 : unit.Step), Send(unit, SequenceMethod.Bptt),
            Send(unit, SequenceMethod.Tangent),
            Math.Sqrt(error.Sum(one => one * one)), Apart(SequenceMethod.Tangent), Apart(SequenceMethod.Paired));
    }

    private static ResultTable Course(Layer[] layers)
    {
        var table = new ResultTable(
            "course", "Size of the error signal against the distance from the cost",
            [
                new Column("steps"), .. layers.SelectMany(layer => new[]
                {
                    new Column($"{layer.Name}, bptt", "0.000e+0"), new Column($"{layer.Name}, echo", "0.000e+0"),
                }),
            ]);
        for (var i = 0; i < layers[0].Bptt.Count; i++)
        {
            table.Add(
                [layers[0].Bptt[i].Depth,
                    .. layers.SelectMany(layer =>
                        new object[] { layer.Sizes[i], layer.Echo[i].ErrorSignal / layer.Start })]);
        }

        return table;
    }

    /// <summary>Beyond this there is nothing more to see.</summary>
    private static double Shown(double size) => size < 1e12 ? size : double.NaN;

    /// <summary>Places that are equally far apart on a logarithmic axis.</summary>
    private static int[] Spaced(int readings, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (int)Math.Pow(readings, i / (count - 1.0)) - 1).Distinct()];

    private static LineChart Chart(Layer[] layers) => new()
    {
        Title = "Size of the error signal; h: nonlinear units; lines: stored trajectory, dots: echo",
        X = new Axis("k, steps before the cost", Logarithmic: true),
        Y = new Axis("size, of that at the cost", Logarithmic: true), Width = 860,
        Series =
        [
            .. layers.SelectMany(layer =>
            {
                var (line, dots) = (Spaced(layer.Bptt.Count, 400), Spaced(layer.Bptt.Count, 24));
                double[] Depths(int[] at) => [.. at.Select(i => (double)layer.Bptt[i].Depth)];
                return new[]
                {
                    new Series(
                        "", Depths(dots), [.. dots.Select(i => Shown(layer.Echo[i].ErrorSignal / layer.Start))],
                        SeriesStyle.Dots),
                    new Series(layer.Name, Depths(line), [.. line.Select(i => Shown(layer.Sizes[i]))]),
                };
            }),
        ],
    };
}

using Loschmidt.Experiments.Figures;
using Loschmidt.Fields;
using Loschmidt.Fields.Photonic;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Earlier proposals of physical backpropagation beside the echo: how far a weak probe's gradient is right in a nonlinear medium.</summary>
internal sealed class HebProbes : IReproduction
{
    private const int Pixels = 9;
    private const int Images = 8;
    private const int Answers = 4;

    private static readonly double[] Kerr = [0.01, 0.03, 0.1, 0.3, 1, 2, 3, 5, 7, 10, 15, 20, 30];
    private static readonly double[] Chi = [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4];

    private static readonly IGradientEstimator[] Ways =
        [new ProbeEstimator(ProbeModel.Weak), new ProbeEstimator(ProbeModel.Pumped), new EchoEstimator(1e-5)];

    public string Name => "heb-probes";

    public string Title => "Psaltis versus HEB: error signals as weak probes, and as echoes";

    public string Shows =>
        "The paper says of earlier proposals, in words, that an error signal which interferes with the light equals the gradient approximately, for very specific "
        + "nonlinearities only, while the echo does not depend on the dynamics. Here: the angle between each and the gradient, against the nonlinearity.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => quick ? "1" : $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"the wave of the XOR machine, θ at rest, {Steps(quick)} time steps, four inputs, g from {Kerr[0]} to {Kerr[^1]}; a photonic network "
        + $"{Pixels} × {Pixels} → 5 × 5 → 2 × 2 of random phases, {Images} random images, χ from {Chi[0]} to {Chi[^1]}; seeds 1 to {Seeds(quick)}";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("the wave, Kerr effect g");
        var wave = Measure(Kerr, quick, (g, seed) => Wave(g, seed, Steps(quick)), Patterns());
        workshop.Say("the photonic network, activation χ");
        var network = Measure(Chi, quick, Network, [Strokes()]);
        return new Findings
        {
            Tables = [Table("table", "Kerr wave", "g", wave), Table("photonic", "Photonic network", "χ", network)],
            Comparisons = [.. Compare("Kerr wave", "g", wave), .. Compare("photonic network", "χ", network)],
            Deviations =
            [
                "No earlier proposal is simulated as it was built: its error signal travels through this machine, with what the proposal takes a probe to feel "
                + "there. Weak probe: cross-phase modulation 2g|Ψ|² and no mixing; at an activation the slope of the output amplitude, whatever the phase. Pump–probe: g|Ψ|² "
                + "and the transmission of the light itself.",
                "The cosine is that of the gradient summed over all inputs, against the reverse sweep of the same discretised machine; the mean over seeds.",
                "The echo is the pair at ε = ±10⁻⁵.",
                XorPlans.Resolution,
            ],
            Figures = [("cosine", Chart("Kerr wave", "g", wave)), ("photonic", Chart("first mask of a photonic network", "χ", network))],
        };
    }

    private static int Steps(bool quick) => quick ? 50 : 100;

    private static int Seeds(bool quick) => quick ? 1 : 3;

    /// <summary>Mean cosine and norm ratio of every way at one nonlinearity; cosines once more of the first tensor, whose light has every activation ahead.</summary>
    internal sealed record Point(double Strength, double[] Cosines, double[] FirstCosines, double[] Ratios);

    /// <summary>Holds all ways against the reverse sweep.</summary>
    /// <param name="strengths">Nonlinearities.</param>
    /// <param name="quick">Whether one seed is enough.</param>
    /// <param name="build">The machine of a nonlinearity and a seed.</param>
    /// <param name="batches">The inputs.</param>
    internal static Point[] Measure(
        IReadOnlyList<double> strengths, bool quick, Func<double, ulong, IMachine> build, IReadOnlyList<Batch> batches)
    {
        double[] Summed(IGradientEstimator way, IMachine machine)
        {
            var (sum, part) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
            foreach (var batch in batches)
            {
                way.Estimate(machine, batch, part);
                System.Numerics.Tensors.TensorPrimitives.Add(sum, part, sum);
            }

            return sum;
        }

        return
        [
            .. strengths.Select(strength =>
            {
                var (cosines, firsts, ratios) = (new double[Ways.Length], new double[Ways.Length], new double[Ways.Length]);
                for (var seed = 1; seed <= Seeds(quick); seed++)
                {
                    var machine = build(strength, (ulong)seed);
                    var reference = Summed(new ReverseSweepEstimator(), machine);
                    var first = machine.Parameters.Tensors[0].Count;
                    for (var way = 0; way < Ways.Length; way++)
                    {
                        var gradient = Summed(Ways[way], machine);
                        var fidelity = Fidelity.Of(gradient, reference);
                        firsts[way] += Fidelity.Of(gradient.AsSpan(0, first), reference.AsSpan(0, first)).Cosine / Seeds(quick);
                        cosines[way] += fidelity.Cosine / Seeds(quick);
                        ratios[way] += fidelity.NormRatio / Seeds(quick);
                    }
                }

                return new Point(strength, cosines, firsts, ratios);
            }),
        ];
    }

    internal static IMachine Wave(double g, ulong seed, int steps) =>
        new WaveMachine<double>(new WaveSettings { Nonlinearity = g, Frozen = true, Steps = steps }, seed);

    internal static IMachine Network(double chi, ulong seed)
    {
        // K ≳ 2χ|Ψ|: the splitting is then close to the flow that the probes' transmissions are of.
        var substeps = 8 + (int)Math.Ceiling(8 * chi);
        return new PhotonicNetworkBuilder(Pixels, Pixels)
            .Image(Pixels, Pixels, 0, 1)
            .Convolution("conv1", Pixels, Pixels, chi, substeps)
            .Convolution("conv2", 5, 5, chi, substeps)
            .Layer("dense", layer => layer.Unitary("v", 4).Chi2(chi, substeps).KeepCentre(2, 2).SingularValues().Unitary("u", 4))
            .ReadOut(Answers, 1)
            .Build<double>(Images, seed);
    }

    private static Batch[] Patterns() =>
    [
        .. Enumerable.Range(0, 4).Select(pattern =>
        {
            var batch = new Batch(2, 0, 1) { Active = 1 };
            (batch.Inputs[0], batch.Inputs[1]) = (pattern >> 1, pattern & 1);
            batch.Labels[0] = (pattern >> 1) ^ (pattern & 1);
            return batch;
        }),
    ];

    internal static Batch Strokes()
    {
        var stream = new RandomStream(1, "images");
        var batch = new Batch(Pixels * Pixels, 0, Images) { Active = Images };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = stream.Uniform(0, (uint)i);
        }

        for (var lane = 0; lane < Images; lane++)
        {
            batch.Labels[lane] = lane % Answers;
        }

        return batch;
    }

    private static ResultTable Table(string name, string title, string symbol, Point[] points)
    {
        var apart = HasMore(points);
        var table = new ResultTable(
            name, $"{title}: agreement with the gradient",
            [
                new Column(symbol, "0.##"),
                .. Ways.Select(way => new Column($"{way.Name}: 1 − cosine", "0.00e+0")),
                .. apart ? Ways.Select(way => new Column($"{way.Name}: of the first tensor", "0.00e+0")) : [],
                .. Ways.Select(way => new Column($"{way.Name}: norm ratio", "0.0000")),
            ]);
        foreach (var point in points)
        {
            table.Add(
                [
                    point.Strength, .. point.Cosines.Select(Angle), .. apart ? point.FirstCosines.Select(Angle) : [], .. point.Ratios.Cast<object>(),
                ]);
        }

        return table;

        // Below the digits of a sum over thousands of products a cosine says nothing more, and what it says differs between processors.
        static object Angle(double cosine) => 1 - cosine is > 1e-12 and var angle ? angle : 0.0;
    }

    // Whether there are tensors behind the first one.
    private static bool HasMore(Point[] points) => points.Any(point => !point.Cosines.SequenceEqual(point.FirstCosines));

    private static IEnumerable<Comparison> Compare(string machine, string symbol, Point[] points)
    {
        for (var way = 0; way < Ways.Length; way++)
        {
            var worst = points.Min(point => point.Cosines[way]);
            var (more, figure) = HasMore(points)
                ? (", and worst of the first tensor", ", " + Digits.Fixed(points.Min(point => point.FirstCosines[way]), 6))
                : ("", "");
            var isEcho = way == Ways.Length - 1;
            yield return new Comparison(
                $"{machine}, {Ways[way].Name}: cosine at {symbol} = {points[0].Strength} and at {points[^1].Strength}; worst{more}",
                isEcho ? "the gradient, whatever the dynamics" : "approximately the gradient; " + Comparison.NotPrinted,
                $"{Digits.Fixed(points[0].Cosines[way], 6)}, {Digits.Fixed(points[^1].Cosines[way], 6)}; {Digits.Fixed(worst, 6)}{figure}",
                isEcho
                    ? "none"
                    : points.FirstOrDefault(point => point.Cosines[way] < 0.99) is { } lost
                        ? $"below 0.99 from {symbol} = {lost.Strength}"
                        : "above 0.99 throughout");
        }
    }

    private static LineChart Chart(string machine, string symbol, Point[] points) => new()
    {
        Title = $"Agreement with the gradient, {machine}",
        X = new Axis(symbol, Logarithmic: true), Y = new Axis("cosine"),
        Series =
        [
            .. Ways.Select((way, i) => new Series(
                way.Name, [.. points.Select(point => point.Strength)], [.. points.Select(point => point.FirstCosines[i])], SeriesStyle.Marked)),
        ],
    };
}

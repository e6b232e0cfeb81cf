using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Memory of a training step against the length of the series.</summary>
internal sealed class RhelMemory : IReproduction
{
    private const int Lanes = 4;
    private const int Warming = 200;

    private static readonly int[] Lengths = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

    private static readonly (string Name, SequenceMethod Method, NormKind Norm)[] Ways =
    [
        ("bptt, layer norm", SequenceMethod.Bptt, NormKind.Layer),
        ("bptt, batch norm", SequenceMethod.Bptt, NormKind.BatchEma),
        ("echo, batch norm", SequenceMethod.Paired, NormKind.BatchEma),
        ("echo, layer norm", SequenceMethod.Paired, NormKind.Layer),
    ];

    public string Name => "rhel-memory";

    public string Title => "Memory of a training step against the length of the series";

    public string Shows =>
        "The paper states that the echo keeps no trajectory: the memory of the recurrent state does not grow with "
        + "time. A stack still keeps the input of "
        + "every layer there; with a norm that is local in time, and all layers retracing together, it does not "
        + "either.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"six nonlinear blocks, H = 64, P = 16, batch {Lanes}, single precision; bytes from shapes up to a million "
        + $"steps, measured ones up to {Measured(quick)[^1]:0}";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        var predicted = Array.ConvertAll(Ways, way =>
            Array.ConvertAll(Lengths, steps =>
                (double)Machine(workshop, way.Norm).BytesFor(new SequenceEcho(way.Method), steps)));
        foreach (var (way, bytes) in Ways.Zip(predicted))
        {
            workshop.Say($"a step by {way.Name}");
            Step(workshop, way, Warming);
            foreach (var steps in Measured(quick))
            {
                workshop.Say($"a step by {way.Name}, {steps} steps");
                using var memory = new PeakMemory();
                Step(workshop, way, steps);
                measured[$"bytes, {way.Name}, {steps} steps: predicted"] = bytes[Array.IndexOf(Lengths, steps)];
                measured[$"bytes, {way.Name}, {steps} steps: measured"] = memory.Bytes;
            }
        }

        var table = new ResultTable(
            "table", "Bytes of a training step beside the samples and θ, from shapes",
            [new Column("steps"), .. Ways.Select(way => new Column(way.Name)),
                new Column("bptt over echo, layer norm", "0.0")]);
        for (var i = 0; i < Lengths.Length; i++)
        {
            table.Add([Lengths[i], .. predicted.Select(bytes => (object)(long)bytes[i]),
                predicted[0][i] / predicted[^1][i]]);
        }

        string Growth(double[] bytes) => $"{Mega(bytes[0])} at {Lengths[0]} steps, {Mega(bytes[^1])} at {Lengths[^1]}";
        return new Findings
        {
            Tables = [table],
            Measured = measured,
            Comparisons =
            [
                new("a stored trajectory, layer norm", "grows with L; " + Comparison.NotPrinted, Growth(predicted[0]),
                    "none"),
                new("echo, a batch norm between the layers",
                    "the state does not grow, the layers' inputs do; " + Comparison.NotPrinted,
                    Growth(predicted[2]), "none"),
                new("echo, a norm local in time", "not in the paper", Growth(predicted[3]),
                    "flat: nothing of it depends on L"),
            ],
            Deviations =
            [
                "Measured bytes (anonymous resident memory above the level before, building the machine included) "
                + "differ a little from one run to the next: they are in timings.json, beside what was predicted. "
                + "Pages that the process had obtained before do not show in them, and looking every millisecond adds "
                + "some megabytes to a long step: benchmark/ measures from outside the process.",
                "Memory of a batch norm is that of its two-sweep form, which keeps the input of every block.",
                "The paper prints no bytes. Its released code stores every state; so does the stored trajectory here.",
            ],
            Figures =
            [
                ("bytes", new LineChart
                {
                    Title = "Memory of a training step (six blocks, H = 64, P = 16, batch 4)",
                    X = new Axis("steps L", Logarithmic: true), Y = new Axis("memory", "MB", Logarithmic: true),
                    Width = 860,
                    Series =
                    [
                        .. Ways.Zip(predicted).Select(way => new Series(
                            way.First.Name, Array.ConvertAll(Lengths, steps => (double)steps),
                            Array.ConvertAll(way.Second, bytes => bytes / 1e6), SeriesStyle.Marked)),
                    ],
                }),
            ],
        };
    }

    private static int[] Measured(bool quick) => quick ? [1000, 3000] : [1000, 3000, 10_000, 30_000];

    private static string Mega(double bytes) => Digits.Fixed(bytes / 1e6, bytes < 1e8 ? 1 : 0) + " MB";

    private static HssmMachine<float> Machine(IWorkshop workshop, NormKind norm) => workshop.Stack<float>(
        Hssm.Reading(6).Hidden(64).Nonlinear(blocks: 6, oscillators: 16).Norm(norm).Classify(2).Settings, Lanes, 1);

    private static void Step(IWorkshop workshop, (string Name, SequenceMethod Method, NormKind Norm) way, int steps)
    {
        var machine = Machine(workshop, way.Norm);
        var batch = new Batch(0, 0, Lanes) { Active = Lanes, Series = new WaveSeries(Lanes, 6, steps) };
        machine.Gradient(new SequenceEcho(way.Method), batch, new double[machine.Parameters.Count]);
    }
}

using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The frames of the talk: two samples pass one after the other, each leaves a momentum of its own, and θ keeps both.</summary>
internal sealed class HebTwoSamples : IReproduction
{
    private const double Epsilon = 1e-3;
    private const int Frames = 5;

    // Inputs whose wanted outputs differ.
    private static readonly int[] Samples = [1, 3];

    public string Name => "heb-two-samples";

    public string Title => "Two samples, one after the other, and what each leaves in the learning field";

    public string Shows =>
        "Slides of Marquardt's talk: a first and a second sample ψ pass the same nonlinear core, one after the other, and meet the same θ; frames of the pattern of π_θ forward, after time reversal with "
        + "the error signal, and backward. No numbers.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) => $"the XOR machine at its initial θ, inputs {string.Join(" and ", Samples.Select(sample => WaveScene.Inputs[sample]))}, {XorPlans.TimeSteps(quick)} time steps a pass, ε = {Digits.Power(Epsilon)}, complete decay after each";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var experiment = XorPlans.Training(workshop, quick);
        WaveScene[] scenes = [.. Samples.Select(sample => new WaveScene(workshop, experiment, sample))];
        var untouched = scenes[0].Machine.Learning.Theta.ToArray();
        double[] before = [.. scenes.Select(scene => scene.CostAt(untouched))];
        var theta = untouched;
        var passages = new List<Passage>();
        foreach (var (scene, sample) in scenes.Zip(Samples))
        {
            workshop.Say($"input {WaveScene.Inputs[sample]}");
            passages.Add(Pass(scene, sample, theta, experiment.Training.Decay.Rate));
            theta = passages[^1].Theta;
        }

        double[] after = [.. scenes.Select(scene => scene.CostAt(theta))];
        double[] both = [.. passages[0].Moved.Zip(passages[1].Moved, (first, second) => first + second)];
        var moved = Difference(theta, untouched);
        var alike = TensorPrimitives.CosineSimilarity<double>(passages[0].Remainder, passages[1].Remainder);
        return new Findings
        {
            Tables = [Table(passages, before, after)],
            Comparisons =
            [
                .. passages.Select(one => new Comparison(
                    $"input {one.Input}: π after its echo against −ε ∂C/∂θ of its own cost, cosine and norm ratio", "the update of that sample; " + Comparison.NotPrinted,
                    $"{Digits.Fixed(one.Cosine, 4)}, {Digits.Fixed(one.Ratio, 4)}",
                    $"an angle of {Digits.Fixed(Math.Acos(one.Cosine) / Epsilon, 0)} ε: the bias of one echo, ε times the curvature of the cost")),
                new("cosine between what the two samples leave", "patterns of their own; " + Comparison.NotPrinted, Digits.Fixed(alike, 3), "none"),
                new("θ after both against the sum of both updates, relative difference", "θ keeps both", Digits.Power(TensorPrimitives.Distance<double>(moved, both) / TensorPrimitives.Norm<double>(both)), "rounding"),
                new("mean cost of the two before and after", "falls; " + Comparison.NotPrinted, $"{Digits.Fixed(before.Average(), 4)}, {Digits.Fixed(after.Average(), 4)}", after.Average() < before.Average() ? "none" : "rises"),
            ],
            Deviations =
            [
                "The slides carry no numbers and name neither samples nor parameters; inputs are the two of XOR with one and with two bits set.",
                "Every sample has its own dissipation, after which π is 0 again.",
                .. XorPlans.Deviations,
            ],
            Figures =
            [
                .. passages.Select((one, n) => ($"momentum-{n + 1}", (Figure)Strip(scenes[n], one))),
                ("left", Pair("π after the echo", scenes[0], passages.Select(one => ($"input {one.Input}", one.Remainder)), 1 / scenes[0].CellVolume, "π")),
                ("theta", Pair("Change of θ", scenes[0], [($"after input {passages[0].Input}", passages[0].Moved), ("after both inputs", moved)], scenes[0].PhasePerTheta, "χδθT (rad)")),
            ],
        };
    }

    private static Passage Pass(WaveScene scene, int sample, double[] theta, double rate)
    {
        var field = scene.Machine.Learning;
        theta.CopyTo(field.Theta);
        var (slope, _) = scene.Gradient();
        List<FilmFrame> sent = [], returned = [];
        var probe = new EchoProbe(scene.Machine, scene.Batch);
        probe.Run(Epsilon, (leg, step) =>
        {
            if (leg != EchoLeg.Home && EchoProbe.IsFrame(step, probe.Steps, Frames))
            {
                (leg == EchoLeg.Out ? sent : returned).Add(new FilmFrame($"t = {Digits.Fixed(probe.Time(leg, step), 2)} T", scene.Momentum()));
            }
        });
        var remainder = field.Pi.ToArray();
        field.Decay(rate, double.PositiveInfinity);
        var (cosine, norm) = (-TensorPrimitives.CosineSimilarity<double>(remainder, slope), Epsilon * TensorPrimitives.Norm<double>(slope));
        var after = field.Theta.ToArray();
        return new Passage(WaveScene.Inputs[sample], sent, returned, remainder, after, Difference(after, theta), cosine, TensorPrimitives.Norm<double>(remainder) / norm);
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static ResultTable Table(List<Passage> passages, double[] before, double[] after)
    {
        var table = new ResultTable(
            "table", "Two samples, one after the other", new Column("input"), new Column("‖π‖ after the echo, over ε‖∂C/∂θ‖", "0.0000"), new Column("cosine with −∂C/∂θ", "0.000000"),
            new Column("cost before both", "0.00000"), new Column("cost after both", "0.00000"));
        foreach (var (one, n) in passages.Select((one, n) => (one, n)))
        {
            table.Add(one.Input, one.Ratio, one.Cosine, before[n], after[n]);
        }

        return table;
    }

    private static Filmstrip Strip(WaveScene scene, Passage one) => new()
    {
        Title = $"π while input {one.Input} passes and returns", Columns = scene.Settings.Lattice.Rows, Rows = scene.Settings.Lattice.Columns, Quantity = "π", Signed = true,
        Forward = one.Sent, Echo = one.Returned, Marked = scene.Window,
    };

    private static PanelGrid Pair(string title, WaveScene scene, IEnumerable<(string Name, double[] Values)> panels, double factor, string quantity) => new()
    {
        Title = title, InARow = 1,
        Panels =
        [
            .. panels.Select(panel => new HeatMap
            {
                Title = $"{title}, {panel.Name}", Values = [.. panel.Values.Select(value => factor * value)], Columns = scene.WindowRows, Rows = scene.Settings.Lattice.Columns,
                Quantity = quantity, Signed = true, LabelX = "z (site of the window)", LabelY = "x (site)",
            }),
        ],
    };

    /// <summary>What one sample does on its way and leaves behind.</summary>
    private sealed record Passage(
        string Input, IReadOnlyList<FilmFrame> Sent, IReadOnlyList<FilmFrame> Returned, double[] Remainder, double[] Theta, double[] Moved, double Cosine, double Ratio);
}

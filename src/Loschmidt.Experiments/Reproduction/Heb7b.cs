using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(b): the pattern of π during one training step, and what remains of it.</summary>
internal sealed class Heb7b : IReproduction
{
    private const int Frames = 6;
    private static readonly double[] Epsilons = [1e-2, 1e-3, 1e-4, 1e-5];

    // The step the film shows; as in the training of the other figures.
    private const double Filmed = 1e-3;

    public string Name => "heb-7b";

    public string Title => "The momentum of the learning field during one training step";

    public string Shows =>
        "The pattern of π builds up from left to right as the pulse passes, is time-reversed, and is almost erased "
        + "while the pulse travels back; what remains is due to the injected error and is the learning update.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"the first step from the initial θ, input 01, {XorPlans.TimeSteps(quick)} time steps a pass, seed 1";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("one echo at several ε");
        var scene = new WaveScene(workshop, XorPlans.Training(workshop, quick), sample: 1);
        var (gradient, _) = scene.Gradient();
        var start = scene.Machine.Learning.Theta.ToArray();
        var table = new ResultTable(
            "table", "Norms of the pattern of π over all sites of the window (densities)",
            new Column("ε", "0e+0"), new Column("norm before the reversal", "0.0000"),
            new Column("norm of the remainder", "0.000e+0"), new Column("remainder/before", "0.000e+0"),
            new Column("cosine of the remainder with −∂C/∂θ", "0.000000"),
            new Column("norm over ε times norm of ∂C/∂θ", "0.0000"));
        var (erased, cosine) = (0.0, 0.0);
        List<FilmFrame> sent = [], returned = [];
        var remainder = new double[gradient.Length];
        foreach (var epsilon in Epsilons)
        {
            var filmed = epsilon == Filmed;
            var (before, after) = Echo(scene, epsilon, filmed ? sent : [], filmed ? returned : []);
            var along = -TensorPrimitives.CosineSimilarity<double>(scene.Machine.Learning.Pi, gradient);
            var norm = TensorPrimitives.Norm<double>(gradient) / scene.CellVolume;
            table.Add(epsilon, before, after, after / before, along, after / (epsilon * norm));
            if (filmed)
            {
                (erased, cosine) = (after / before, along);
                scene.Machine.Learning.Pi.CopyTo(remainder);
            }

            start.CopyTo(scene.Machine.Learning.Theta); // a nudge moves θ by ε ∂C/∂π, too
        }

        var lattice = scene.Settings.Lattice;
        HeatMap Map(string title, string quantity, double[] values) => new()
        {
            Title = title, Values = values, Columns = scene.WindowRows, Rows = lattice.Columns, Quantity = quantity,
            Signed = true, LabelX = "z (site of the window)", LabelY = "x (site)",
        };
        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new("what the echo leaves of the pattern",
                    "partially deleted, a finite remainder; " + Comparison.NotPrinted,
                    $"{Digits.PerCent(erased, 2)} of its norm at ε = {Digits.Power(Filmed)}", "proportional to ε"),
                new("direction of the remainder", "the desired learning update",
                    $"cosine {Digits.Fixed(cosine, 4)} with −∂C/∂θ", "of order ε"),
            ],
            Deviations =
            [
                "The first step of a training, seen by the input 01; the paper does not say which step and input it "
                + "shows.",
                .. XorPlans.Deviations,
            ],
            Figures =
            [
                ("momentum", new Filmstrip
                {
                    Title = $"π during one step (input 01, ε = {Digits.Power(Filmed)})",
                    Columns = lattice.Rows, Rows = lattice.Columns, Quantity = "π", Signed = true,
                    Forward = sent, Echo = returned, Marked = scene.Window,
                }),
                ("remainder", Map(
                    $"π after the echo (ε = {Digits.Power(Filmed)})", "π", Scaled(remainder, 1 / scene.CellVolume))),
                ("gradient", Map(
                    "−ε ∂C/∂θ by the reference", "−ε ∂C/∂θ", Scaled(gradient, -Filmed / scene.CellVolume))),
            ],
        };
    }

    private static (double Before, double After) Echo(
        WaveScene scene, double epsilon, List<FilmFrame> sent, List<FilmFrame> returned)
    {
        var probe = new EchoProbe(scene.Machine, scene.Batch);
        var before = 0.0;
        probe.Run(epsilon, (leg, step) =>
        {
            if (leg == EchoLeg.Back && step == 0)
                before = TensorPrimitives.Norm<double>(scene.Machine.Learning.Pi) / scene.CellVolume;
            if (leg != EchoLeg.Home && EchoProbe.IsFrame(step, probe.Steps, Frames))
            {
                var label = $"t = {Digits.Fixed(probe.Time(leg, step), 2)} T";
                (leg == EchoLeg.Out ? sent : returned).Add(new FilmFrame(label, scene.Momentum()));
            }
        });
        return (before, TensorPrimitives.Norm<double>(scene.Machine.Learning.Pi) / scene.CellVolume);
    }

    private static double[] Scaled(double[] values, double factor) => [.. values.Select(value => factor * value)];
}

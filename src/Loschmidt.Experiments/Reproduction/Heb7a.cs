using Loschmidt.Experiments.Figures;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(a): |Ψ|² on its way through a machine that has learned XOR.</summary>
internal sealed class Heb7a : IReproduction
{
    private const int Frames = 6;

    public string Name => "heb-7a";

    public string Title => "The wave on its way through a trained XOR machine";

    public string Shows =>
        "Snapshots of |Ψ|² during a forward pass after training: two packets travel from left to right, pass the "
        + "region in which they meet the learning field (outlined), and the spot that stands for a₁ ⊕ a₂ is the "
        + "brighter one.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"{XorPlans.Steps} HEB steps at {XorPlans.TimeSteps(quick)} time steps a pass, seed 1; all four inputs";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("training");
        var run = workshop.Train(XorPlans.Training(workshop, quick))[0];
        var table = new ResultTable(
            "table", "The four inputs after training",
            new Column("input"), new Column("a₁ ⊕ a₂"), new Column("|Ψ|² at output 0", "0.0000"),
            new Column("|Ψ|² at output 1", "0.0000"), new Column("answer"), new Column("contrast", "0.000"),
            new Column("centre z at the start", "0.000"),
            new Column("centre z at the end", "0.000"), new Column("cost", "0.0000"));
        var figures = new List<(string, Figure)>();
        var (correct, worst, travelled) = (0, double.PositiveInfinity, 0.0);
        for (var sample = 0; sample < WaveScene.Inputs.Count; sample++)
        {
            workshop.Say($"forward pass of {WaveScene.Inputs[sample]}");
            var scene = new WaveScene(workshop, run.Experiment, sample);
            run.Theta.CopyTo(scene.Machine.Learning.Theta);
            var strip = Film(scene, sample);
            figures.Add(($"forward-{WaveScene.Inputs[sample]}", strip));

            var outputs = new double[2];
            scene.Machine.Read(outputs);
            var label = scene.Batch.Labels[0];
            var contrast = (outputs[label] - outputs[1 - label]) / (outputs[0] + outputs[1]);
            var (from, to) = (Centre(scene, strip.Forward[0].Values), Centre(scene, strip.Forward[^1].Values));
            table.Add(
                WaveScene.Inputs[sample], label, outputs[0], outputs[1], outputs[1] > outputs[0] ? 1 : 0, contrast,
                from, to, scene.Machine.Cost());
            correct += contrast > 0 ? 1 : 0;
            worst = Math.Min(worst, contrast);
            travelled += (to - from) / WaveScene.Inputs.Count;
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new("inputs answered correctly", "4 of 4", $"{correct} of 4", correct == 4 ? "none" : "not learned"),
                new("way of the packets during a pass", "3L/4 = 2.25", $"{Digits.Fixed(travelled, 2)} on average",
                    "the packets also spread, and the learning field steers them"),
                new("smallest contrast (I_b − I_other)/(I_b + I_other)", Comparison.NotPrinted, Digits.Fixed(worst, 2),
                    "no value to compare with"),
            ],
            Deviations = XorPlans.Deviations,
            Figures = figures,
        };
    }

    private static Filmstrip Film(WaveScene scene, int sample)
    {
        var frames = new List<FilmFrame>();
        var watch = (Machines.IWatchable)scene.Machine;
        void Expose(int step) =>
            frames.Add(new FilmFrame($"t = −T + {Digits.Fixed((double)step / watch.Steps, 2)} T", scene.Intensity()));
        scene.Machine.Prepare(scene.Batch);
        Expose(0);
        watch.Watcher = step =>
        {
            if (EchoProbe.IsFrame(step, watch.Steps, Frames))
                Expose(step);
        };
        scene.Machine.Evolve();
        watch.Watcher = null;
        return Filmstrip.Of($"Input {WaveScene.Inputs[sample]}: |Ψ|² after training", watch.Fields[0], frames, []) with
        {
            BandNames = ["learning field inside the dashed line"],
            Marked = scene.Window,
        };
    }

    /// <summary>z of the centre of intensity.</summary>
    private static double Centre(WaveScene scene, double[] intensity)
    {
        var (sum, moment) = (0.0, 0.0);
        for (var site = 0; site < intensity.Length; site++)
        {
            sum += intensity[site];
            moment += intensity[site] * scene.Settings.Lattice.Z(site % scene.Settings.Lattice.Rows);
        }

        return moment / sum;
    }
}

using System.Numerics.Tensors;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 7(e): a digit enters, and one of ten patches lights up.</summary>
internal sealed class Heb7e : IReproduction
{
    public string Name => "heb-7e";

    public string Title => "A digit on its way through a trained photonic network";

    public string Shows =>
        "The setup: the image of a handwritten digit passes three convolutional and two dense layers of light, and one "
        + "of ten patches at the end lights up, which names the digit.";

    public NeededData? Needs(bool quick) => NeededData.Digits;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) => quick
        ? "trained for 2 epochs of 20,000 images; the first validation image of every digit"
        : "trained for 20 epochs of 55,000 images; the first validation image of every digit";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("training");
        var run = workshop.Train(DigitPlans.Reader(workshop, quick))[0];
        workshop.Say("ten digits");
        var machine = workshop.Build(run.Experiment);
        run.Theta.CopyTo(machine.Learning.Theta);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        var validation = workshop.Samples(run.Experiment).Validation!;
        var digits = FirstOfEach(validation, batch);
        var table = new ResultTable(
            "table", "Intensities of the ten patches",
            [
                new Column("digit"),
                .. Enumerable.Range(0, Mnist.Classes).Select(k => new Column($"patch {k}", "0.000")),
                new Column("answer"), new Column("share of the brightest", "0.000"),
            ]);
        var map = new double[Mnist.Classes * Mnist.Classes];
        var (right, share) = (0, 0.0);
        var film = new List<FilmFrame>();
        for (var digit = 0; digit < Mnist.Classes; digit++)
        {
            validation.Read([digits[digit]], batch);
            var outputs = Pass(machine, batch, digit == Shown ? film : null);
            outputs.CopyTo(map, digit * Mnist.Classes);
            var answer = Array.IndexOf(outputs, outputs.Max());
            table.Add([digit, .. outputs.Cast<object>(), answer, outputs.Max() / outputs.Sum()]);
            right += answer == digit ? 1 : 0;
            share += outputs.Max() / outputs.Sum() / Mnist.Classes;
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new("one of ten patches lights up", "yes",
                    $"{right} of 10 digits light their own; the brightest patch has "
                    + $"{Digits.PerCent(share, 0)} of the light of the ten",
                    right == 10 ? "none" : "not every digit is read"),
                new("validation accuracy", "97.5 % at best", Digits.PerCent(run.Final("validationAccuracy"), 2),
                    quick ? "a short training" : "another split, other masks and input; see the deviations"),
            ],
            Deviations =
            [
                "√I_max = 2.5 and χ₁ = 1, χ₂ = 3 as in the preset mnist-photonic-autonomous; the paper has I_max = 1.",
                .. DigitPlans.Deviations,
            ],
            Figures =
            [
                ("layers", Filmstrip.Of(
                    $"The light of a {Shown} in the network", ((IWatchable)machine).Fields[0], film, []) with
                {
                    BandNames = [""], Quantity = "|Ψ|² over its largest value", Unit = "",
                }),
                ("patches", new HeatMap
                {
                    Title = "Which patch lights up", Values = map, Columns = Mnist.Classes, Rows = Mnist.Classes,
                    Quantity = "|Ψ|²", LabelX = "patch", LabelY = "digit shown",
                }),
            ],
        };
    }

    // The digit of the filmstrip.
    private const int Shown = 3;

    private static double[] Pass(IReverses machine, Batch batch, List<FilmFrame>? film)
    {
        var watch = (IWatchable)machine;
        void Expose(string label)
        {
            var values = new double[watch.Fields[0].Width * watch.Fields[0].Height];
            watch.CopyField(0, 0, values);

            // Most light leaves on the way: every picture is measured by its own brightest mode.
            TensorPrimitives.Divide(values, values.Max(), values);
            film.Add(new FilmFrame(label, values));
        }

        machine.Prepare(batch);
        if (film is not null)
        {
            Expose("input");
            watch.Watcher = layer => Expose($"after layer {layer}");
        }

        machine.Evolve();
        watch.Watcher = null;
        var outputs = new double[machine.Outputs * machine.Lanes];
        machine.Read(outputs);
        return [.. Enumerable.Range(0, machine.Outputs).Select(k => outputs[k * machine.Lanes])];
    }

    private static int[] FirstOfEach(IDataSet data, Batch batch)
    {
        var first = new int[data.Classes];
        Array.Fill(first, -1);
        for (var row = 0; row < data.Count && first.Contains(-1); row++)
        {
            data.Read([row], batch);
            ref var place = ref first[batch.Labels[0]];
            place = place < 0 ? row : place;
        }

        return first;
    }
}

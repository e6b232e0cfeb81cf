using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 4(c): what one site of the learning field goes through in one self-learning step.</summary>
internal sealed class Heb4c : IReproduction
{
    // Kicks that bring the remainder into sight, down to one at which it is the gradient to three digits.
    private static readonly double[] Epsilons = [1e-2, 3e-3, 1e-3, 1e-4, 1e-5];

    // The machine is trained with a third of it.
    private const double Drawn = 3e-3;

    // The decay is drawn over this many 1/Γ, compressed into one T.
    private const double DecayTimes = 6;
    private const int DecayPoints = 60;

    public string Name => "heb-4c";

    public string Title => "The learning field at one site during one self-learning step";

    public string Shows =>
        "Schematically, at one location: the momentum π builds up during the forward pass, changes sign at the time "
        + "reversal, returns almost to zero on the way back and decays, while θ ends displaced.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"the XOR machine at its initial θ, input 01, {TimeSteps(quick)} time steps a pass";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("one self-learning step at several ε");
        var experiment = workshop.Plan("xor-fine", $"machine.steps={TimeSteps(quick)}");
        var scene = new WaveScene(workshop, experiment, sample: 1);
        var gradient = scene.Gradient();
        var site = TensorPrimitives.IndexOfMaxMagnitude<double>(gradient.ByTheta);
        var steps = new ResultTable(
            "table", "One step at several ε, at the site of the largest gradient",
            new Column("ε", "0e+0"), new Column("π before the reversal", "0.00000"),
            new Column("π after the echo", "0.000e+0"), new Column("−ε ∂C/∂θ", "0.000e+0"),
            new Column("deviation over all sites", "0.0e+0"),
            new Column("change of θ", "0.000e+0"), new Column("−(εΩ/Γ) ∂C/∂θ + ε ∂C/∂π", "0.000e+0"));
        var strips = Array.ConvertAll(Epsilons, epsilon => Film(experiment, scene, gradient, site, epsilon, steps));
        var (film, returned) = (strips[Array.IndexOf(Epsilons, Drawn)], strips[^1]);
        var (x, z) = scene.Place(site);
        return new Findings
        {
            Tables = [steps, Course(film)],
            Comparisons =
            [
                new("π at the time reversal", "changes sign",
                    $"{Digits.Fixed(film.Before, 4)} becomes {Digits.Fixed(film.Reversed, 4)}", "none"),
                new("π at the end of the echo, of its value at the reversal", "almost zero; " + Comparison.NotPrinted,
                    $"{Digits.PerCent(film.Remainder / film.Before, 2)} at ε = {Digits.Power(Drawn)}, "
                    + $"{Digits.PerCent(returned.Remainder / returned.Before, 2)} at ε = {Digits.Power(Epsilons[^1])}",
                    "in proportion to ε"),
                new("what is left of π, divided by −ε ∂C/∂θ", "1 to first order in ε",
                    $"{Digits.Fixed(returned.Remainder / returned.Predicted, 4)} at ε = {Digits.Power(Epsilons[^1])}",
                    "of order ε"),
                new("π after the decay, of its value at the reversal", "0",
                    Digits.Fixed(film.Pi[^1] / film.Before, 4), $"e^−{DecayTimes:0} of the remainder"),
            ],
            Deviations =
            [
                "The paper's figure is a sketch; this is the XOR machine, with its real proportions.",
                $"The site is the one with the largest |∂C/∂θ|, at x = {Digits.Fixed(x, 4)}, z = {Digits.Fixed(z, 4)}.",
                $"Drawn at ε = {Digits.Power(Drawn)}, three times what the machine is trained with, so that the "
                + "remainder can be seen.",
                $"The decay lasts {DecayTimes:0}/Γ, hundreds of T; it is drawn compressed.",
                .. XorPlans.Deviations,
            ],
            Figures =
            [
                ("pi", Chart("π at one site during one step", "π", film.Times, film.Pi)),
                ("theta", Chart("θ at one site during one step", "χθT (rad)", film.Times, film.Theta)),
            ],
        };
    }

    private static int TimeSteps(bool quick) => quick ? 50 : 400;

    private sealed record Strip(
        double[] Times, double[] Pi, double[] Theta, double Before, double Reversed, double Remainder,
        double Predicted);

    private static Strip Film(
        Experiment experiment, WaveScene scene, (double[] ByTheta, double[] ByPi) gradient, int site, double epsilon,
        ResultTable table)
    {
        var field = scene.Machine.Learning;
        var start = field.Theta.ToArray();
        var (times, pis, thetas) = (new List<double>(), new List<double>(), new List<double>());
        void Note(double time)
        {
            var (theta, pi) = scene.At(site);
            times.Add(time);
            thetas.Add(theta * scene.PhasePerTheta);
            pis.Add(pi);
        }

        var probe = new EchoProbe(scene.Machine, scene.Batch);
        probe.Run(epsilon, (leg, step) => Note(probe.Time(leg, step)));
        var predicted = gradient.ByTheta.Select(g => -epsilon * g).ToArray();
        var deviation =
            TensorPrimitives.Distance<double>(field.Pi, predicted) / TensorPrimitives.Norm<double>(predicted);
        var remainder = pis[^1];

        var rate = experiment.Training.Decay.Rate;
        for (var i = 1; i <= DecayPoints; i++)
        {
            field.Decay(rate, DecayTimes / DecayPoints / rate);
            Note(1 + (double)i / DecayPoints);
        }

        field.Decay(rate, double.PositiveInfinity);
        var moved = field.Theta[site] - start[site];
        var expected = (predicted[site] * field.DecayInverseMass / rate) + (epsilon * gradient.ByPi[site]);
        start.CopyTo(field.Theta);
        table.Add(
            epsilon, pis[probe.Steps], remainder, predicted[site] / scene.CellVolume, deviation,
            moved * scene.PhasePerTheta, expected * scene.PhasePerTheta);
        return new Strip(
            [.. times], [.. pis], [.. thetas], pis[probe.Steps], pis[probe.Steps + 1], remainder,
            predicted[site] / scene.CellVolume);
    }

    private static ResultTable Course(Strip film)
    {
        var table = new ResultTable(
            "course",
            $"The course at ε = {Digits.Power(Drawn)}; beyond t = T the decay, {DecayTimes:0}/Γ drawn as one T",
            new Column("t/T", "0.0000"), new Column("π", "0.00000"), new Column("χθT (rad)", "0.000000"));
        for (var i = 0; i < film.Times.Length; i++)
        {
            table.Add(film.Times[i], film.Pi[i], film.Theta[i]);
        }

        return table;
    }

    private static LineChart Chart(string title, string quantity, double[] times, double[] values) => new()
    {
        Title = title,
        X = new Axis($"t/T; reversal at 0, beyond 1 the decay ({DecayTimes:0}/Γ)"),
        Y = new Axis(quantity),
        Series =
        [
            new Series(quantity, times, values),
            new Series("", [-1, 2], [values[0], values[0]], SeriesStyle.Reference),
        ],
    };
}

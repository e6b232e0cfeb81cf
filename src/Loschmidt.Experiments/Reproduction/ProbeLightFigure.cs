using Loschmidt.Experiments.Figures;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What light that reads a parameter tells, and how hard it pushes.</summary>
internal sealed class ProbeLightFigure : IReproduction
{
    private const double Angle = 1, Ω = 1, Γ = 1, Theta = 0.4;

    public string Name => "probe-light";

    public string Title => "Reading a learning field by light, and the push in return";

    public string Shows => "The paper lets nobody look into the machine. Whoever wants to know θ sends light past it, and its shot noise pushes π: imprecision times back-action is at least ħ/2.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) => $"pulses of 1e2 to 1e8 photons, χt = {Angle}, {Count(quick)} parameters, ħ = 1";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("reading by light");
        double[] photons = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
        var points = photons.Select((many, row) => Measure(many, Count(quick), row)).ToArray();
        var table = new ResultTable(
            "table", "Standard deviations over parameters", new Column("photons", "0e+0"), new Column("reading of θ", "0.000e+0"), new Column("1/(2χt√N)", "0.000e+0"),
            new Column("push of π", "0.000e+0"), new Column("χt√N", "0.000e+0"), new Column("product", "0.0000"), new Column("θ moved by, after the decay", "0.000e+0"));
        foreach (var (many, point) in photons.Zip(points))
        {
            var light = new ProbeLight(Angle, 1, many, 1);
            table.Add(many, point.Reading, light.Imprecision, point.Push, light.BackAction, point.Reading * point.Push, point.Moved);
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new("imprecision times back-action", "1/2 (Heisenberg); not in the paper",
                    $"{Digits.Fixed(points.Min(point => point.Reading * point.Push), 4)} to {Digits.Fixed(points.Max(point => point.Reading * point.Push), 4)}",
                    "the scatter of standard deviations"),
            ],
            Deviations =
            [
                "Truncated Wigner: the pulse carries half a photon of vacuum, and its phase is read without further noise.",
                $"The mean push is compensated; what is left moves θ by Ω/Γ = {Ω / Γ} times itself in the next decay.",
            ],
            Figures =
            [
                ("product", new LineChart
                {
                    Title = "Reading and push (theory dashed)", X = new Axis("photons of a pulse", Logarithmic: true), Y = new Axis("standard deviation", Logarithmic: true),
                    Series =
                    [
                        new Series("reading of θ", photons, [.. points.Select(point => point.Reading)], SeriesStyle.Marked),
                        new Series("push of π", photons, [.. points.Select(point => point.Push)], SeriesStyle.Marked),
                        new Series("their product", photons, [.. points.Select(point => point.Reading * point.Push)], SeriesStyle.Marked),
                        new Series("", photons, [.. photons.Select(_ => 0.5)], SeriesStyle.Reference),
                    ],
                }),
            ],
        };
    }

    private static int Count(bool quick) => quick ? 2_000 : 100_000;

    private static (double Reading, double Push, double Moved) Measure(double photons, int count, long moment)
    {
        // A moment of its own for every row: the same vacuum in all would scatter their products alike.
        var field = new LearningField(count, 0, Ω);
        field.Theta.Fill(Theta);
        var reading = new double[count];
        new ProbeLight(Angle, 1, photons, seed: 1).Read(field, reading, moment);
        var push = Spread(field.Pi, 0);
        field.Decay(Γ, double.PositiveInfinity);
        return (Spread(reading, Theta), push, Spread(field.Theta, Theta));
    }

    private static double Spread(ReadOnlySpan<double> values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / values.Length);
    }
}

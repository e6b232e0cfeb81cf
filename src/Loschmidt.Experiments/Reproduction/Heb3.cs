using System.Numerics.Tensors;
using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 3: what a small change of the learning field does to the output, and one echo that knows it for all changes at once.</summary>
internal sealed class Heb3 : IReproduction
{
    // Small enough that a one-sided echo is the gradient to three digits.
    private const double Epsilon = 1e-4;

    // A difference is taken over this phase χ δθ T, in rad: its error goes with the square.
    private const double SitePhase = 0.01;

    // Half width of the dent, in units of the width of the box, and its phases at the deepest place.
    private const double DentWidth = 0.1;
    private static readonly double[] DentPhases = [-0.4, -0.3, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.3, 0.4];
    private const double ShownPhase = 0.4;

    public string Name => "heb-3";

    public string Title => "One echo against one experiment for every site";

    public string Shows =>
        "(a) A wave passes the potential landscape of a learning field; any small change of the field changes the output, and with it the cost. (b) Instead of testing the response of "
        + "the cost to many changes, the time-reversed wave with a small error signal on top writes the required update in a single backward pass.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"the XOR wave on {(quick ? "25 × 75" : "50 × 150")} sites at its initial θ, input 01, {TimeSteps(quick)} time steps a pass; every site inside the window on its own, and one echo";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var scene = new WaveScene(workshop, Plan(workshop, quick), sample: 1);
        workshop.Say("one echo");
        var start = scene.Machine.Learning.Theta.ToArray();
        new EchoProbe(scene.Machine, scene.Batch).Run(Epsilon, (_, _) => { });
        double[] echo = [.. scene.Machine.Learning.Pi.ToArray().Select(π => -π / Epsilon)];
        start.CopyTo(scene.Machine.Learning.Theta);
        var (reference, _) = scene.Gradient();
        var single = Singles(workshop, scene, start);
        var (one, all) = (Fidelity.Of(echo, reference), Fidelity.Of(single, reference));
        var between = Fidelity.Of(echo, single);
        var (dent, centre) = Dent(scene, reference);
        var course = DentPhases.Select(phase => Displaced(scene, start, dent, phase / scene.PhasePerTheta)).ToArray();
        var still = Displaced(scene, start, dent, 0);
        var slope = TensorPrimitives.Dot<double>(echo, dent) / scene.PhasePerTheta;
        return new Findings
        {
            Tables =
            [
                Ways(single.Length, one, all), Dents(course, still.Cost, slope), Sites(scene, single, echo),
            ],
            Comparisons =
            [
                new("runs of the machine for the whole update", "many potential updates against a single backward pass",
                    $"{2 * single.Length} passes, two for each of {single.Length} sites; 2 passes, out and home", $"one-sided differences, of a bias like that of the one-sided echo, take {single.Length + 1} passes"),
                new("update of one echo against all differences: cosine, norm ratio", "the required update; " + Comparison.NotPrinted,
                    $"{Digits.Fixed(between.Cosine, 6)}, {Digits.Fixed(between.NormRatio, 4)}", $"relative error {Digits.Power(one.RelativeError, 1)}, {Digits.Fixed(one.RelativeError / Epsilon, 0)} times ε = {Digits.Power(Epsilon)}: the one-sided echo's bias, ε times the curvature of the cost"),
                new("change of the cost by a small dent, over what the echo foretells", "1 to first order in δθ",
                    Digits.Fixed(Measured(course, slope), 4), "from the two smallest dents"),
            ],
            Deviations =
            [
                "The paper's figure is a sketch; this is the XOR wave with its real proportions, and the dent is where the gradient, averaged over the dent, is largest: "
                + $"x = {Digits.Fixed(centre.X, 3)}, z = {Digits.Fixed(centre.Z, 3)}.",
                $"Differences are central, over a phase of ±{SitePhase} rad at one site.",
                $"One one-sided echo with ε = {Digits.Power(Epsilon)}; ε is a tenth of what the machine is trained with, so that only the first order is seen.",
                .. XorPlans.Deviations,
            ],
            Figures =
            [
                ("output", Outputs(scene, still, Displaced(scene, start, dent, ShownPhase / scene.PhasePerTheta))),
                ("cost", CostChart(course, still.Cost, slope)),
                ("one-by-one", Map(scene, "−∂C/∂θ site by site, two runs a site", single)),
                ("echo", Map(scene, "π/ε as one echo leaves it", echo)),
            ],
        };
    }

    private static int TimeSteps(bool quick) => quick ? 50 : 100;

    private static Experiment Plan(IWorkshop workshop, bool quick) => workshop.Plan(
        "xor-fine", [$"machine.steps={TimeSteps(quick)}", .. quick ? new[] { "machine.lattice.columns=25", "machine.lattice.rows=75" } : []]);

    /// <summary>∂C/∂θ at every site by two forward passes each.</summary>
    private static double[] Singles(IWorkshop workshop, WaveScene scene, double[] start)
    {
        var (gradient, theta) = (new double[start.Length], start.ToArray());
        var step = SitePhase / scene.PhasePerTheta;
        for (var site = 0; site < gradient.Length; site++)
        {
            if (site % 200 == 0)
            {
                workshop.Say($"site {site} of {gradient.Length}");
            }

            theta[site] = start[site] + step;
            var above = scene.CostAt(theta);
            theta[site] = start[site] - step;
            gradient[site] = (above - scene.CostAt(theta)) / (2 * step);
            theta[site] = start[site];
        }

        return gradient;
    }

    private static Output Displaced(WaveScene scene, double[] start, double[] dent, double height)
    {
        var cost = scene.CostAt([.. start.Zip(dent, (θ, δ) => θ + (height * δ))]);
        var output = new Output(cost, scene.Intensity());
        start.CopyTo(scene.Machine.Learning.Theta);
        return output;
    }

    // A smooth bump of height 1 about the place where the gradient, seen through such a bump, is largest.
    private static (double[] Dent, (double X, double Z) Centre) Dent(WaveScene scene, double[] gradient)
    {
        var places = Enumerable.Range(0, gradient.Length).Select(scene.Place).ToArray();
        double[] Bump((double X, double Z) centre) =>
            [.. places.Select(place => Math.Exp(-(Square(place.X - centre.X) + Square(place.Z - centre.Z)) / (2 * DentWidth * DentWidth)))];
        var (best, at) = (0.0, places[0]);
        for (var site = 0; site < places.Length; site += 7)
        {
            var felt = Math.Abs(TensorPrimitives.Dot<double>(Bump(places[site]), gradient));
            if (felt > best)
            {
                (best, at) = (felt, places[site]);
            }
        }

        return (Bump(at), at);
    }

    private static ResultTable Ways(int sites, Fidelity echo, Fidelity single)
    {
        var table = new ResultTable(
            "table", $"∂C/∂θ of {sites} sites, against the stored-trajectory reference",
            new Column("way"), new Column("passes"), new Column("cosine", "0.0000000"), new Column("norm ratio", "0.00000"), new Column("relative error", "0.0e+0"));
        table.Add("one site after the other, differences", 2 * sites, single.Cosine, single.NormRatio, single.RelativeError);
        table.Add($"one echo, ε = {Digits.Power(Epsilon)}", 2, echo.Cosine, echo.NormRatio, echo.RelativeError);
        return table;
    }

    private static ResultTable Dents(Output[] course, double cost, double slope)
    {
        var table = new ResultTable(
            "dent", "A dent of the learning field, and the change of the cost that the echo foretells",
            new Column("phase χδθT at its deepest (rad)", "0.00"), new Column("change of C", "0.00000e+0"), new Column("foretold", "0.00000e+0"));
        foreach (var (phase, there) in DentPhases.Zip(course))
        {
            table.Add(phase, there.Cost - cost, slope * phase);
        }

        return table;
    }

    private static ResultTable Sites(WaveScene scene, double[] single, double[] echo)
    {
        var table = new ResultTable(
            "sites", "∂C/∂θ site by site and by one echo (stored values, ΔV times the density)",
            new Column("x", "0.0000"), new Column("z", "0.0000"), new Column("one by one", "0.0000e+0"), new Column("one echo", "0.0000e+0"));
        for (var site = 0; site < single.Length; site++)
        {
            var (x, z) = scene.Place(site);
            table.Add(x, z, single[site], echo[site]);
        }

        return table;
    }

    /// <summary>Central difference over the smallest dents, over what the echo foretells.</summary>
    private static double Measured(Output[] course, double slope)
    {
        var nearest = DentPhases.Select(Math.Abs).Min();
        var (up, down) = (course[Array.IndexOf(DentPhases, nearest)].Cost, course[Array.IndexOf(DentPhases, -nearest)].Cost);
        return (up - down) / (2 * nearest * slope);
    }

    private static PanelGrid Outputs(WaveScene scene, Output still, Output moved)
    {
        var lattice = scene.Settings.Lattice;
        HeatMap Map(string title, string quantity, double[] values, bool signed) => new()
        {
            Title = title, Values = values, Columns = lattice.Rows, Rows = lattice.Columns, Quantity = quantity, Signed = signed,
            LabelX = "z (site)", LabelY = "x (site)",
        };
        return new PanelGrid
        {
            Title = "Output with and without a dent in the learning field",
            InARow = 1,
            Panels =
            [
                Map("|Ψ|² at the end of the forward pass", "|Ψ|²", still.Intensity, signed: false),
                Map("Its change by a dent of 0.4 rad in θ", "change of |Ψ|²", [.. moved.Intensity.Zip(still.Intensity, (a, b) => a - b)], signed: true),
            ],
        };
    }

    private static LineChart CostChart(Output[] course, double cost, double slope) => new()
    {
        Title = "The cost against the depth of the dent",
        X = new Axis("phase χδθT at its deepest", "rad"), Y = new Axis("change of the cost"),
        Series =
        [
            new Series("a run for every depth", DentPhases, [.. course.Select(there => there.Cost - cost)], SeriesStyle.Marked),
            new Series("foretold by one echo", [DentPhases[0], DentPhases[^1]], [slope * DentPhases[0], slope * DentPhases[^1]], SeriesStyle.Reference),
        ],
    };

    private static HeatMap Map(WaveScene scene, string title, double[] gradient) => new()
    {
        Title = title, Values = [.. gradient.Select(g => -g / scene.CellVolume)], Columns = scene.WindowRows, Rows = scene.Settings.Lattice.Columns,
        Quantity = "−∂C/∂θ", Signed = true, LabelX = "z (site of the window)", LabelY = "x (site)",
    };

    private static double Square(double a) => a * a;

    private sealed record Output(double Cost, double[] Intensity);
}

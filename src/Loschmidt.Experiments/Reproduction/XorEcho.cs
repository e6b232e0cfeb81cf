using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Schema;
using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>The first picture of this project: a wave that taught itself the exclusive or, on its way out and home, and the numbers beside it.</summary>
internal sealed class XorEcho : IReproduction
{
    private const int Seeds = 10;

    // Moments of the film, of which the strip shows every fifth: those of a run folder's own picture.
    private const int FilmFrames = 26, StripFrames = 6;

    private static readonly (string Preset, string Name)[] Machines = [("xor", "nonlinear wave, g = 10"), ("xor-linear", "the same box without nonlinearity")];

    public string Name => "xor-echo";

    public string Title => "A wave that teaches itself the exclusive or, and its echo";

    public string Shows =>
        "The nonlinear wave of the paper learns XOR by echoes alone; a linear machine cannot answer all four inputs. The picture: |Ψ|² on its way out, on its way home, and what it failed to retrace.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds}; picture and gradient: 1";

    public string Extent(bool quick) => "the presets xor and xor-linear, 300 HEB steps; the same in the short version";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say($"{Machines.Length * Seeds} trainings");
        var runs = workshop.Train([.. Machines.SelectMany(machine => Enumerable.Range(1, Seeds).Select(seed => workshop.Plan(machine.Preset, $"seed={seed}")))]).Chunk(Seeds).ToArray();
        workshop.Say("the gradient");
        var plan = workshop.Plan("xor");
        var gradient = Scan(workshop, plan);
        var table = new ResultTable(
            "table", "Trained costs and right answers", new Column("machine"), new Column("seed"), new Column("cost before", "0.0000"), new Column("cost", "0.0000"),
            new Column("correct of 4", "0"), new Column("worst contrast", "0.000"));
        foreach (var (machine, all) in Machines.Zip(runs))
        {
            foreach (var run in all)
            {
                table.Add(machine.Name, run.Experiment.Seed, run.Metrics[0]["cost"], run.Final("cost"), 4 * run.Final("accuracy"), run.Final("worstContrast"));
            }
        }

        var scan = new ResultTable("gradient", "The echo's gradient at the initial θ, input 01, against the stored-trajectory reference", new Column("ε", "0.0e+0"), new Column("relative error", "0.0e+0"));
        foreach (var (epsilon, error) in gradient.Points)
        {
            scan.Add(epsilon, error);
        }

        var film = Film(workshop, runs[0][0]);
        return new Findings
        {
            Tables = [table, scan],
            Comparisons =
            [
                .. Machines.Zip(runs, (machine, all) => new Comparison(
                    $"{machine.Name}: seeds with four right answers, and their costs", machine.Preset == "xor" ? "learns" : $"no linear machine below {QuantumFloor.LinearFloor}; " + Comparison.NotPrinted,
                    $"{all.Count(Right)} of {Seeds}, {Digits.Fixed(all.Min(run => run.Final("cost")), 3)} to {Digits.Fixed(all.Max(run => run.Final("cost")), 3)}",
                    all.Count(Right) == (machine.Preset == "xor" ? Seeds : 0) ? "none" : "not every seed")),
                new("error of the echo's gradient at its best ε, and its order", "−∂C/∂θ, exact as ε → 0", $"{Digits.Power(gradient.Points.Min(point => point.Error), 1)}, ε^{Digits.Fixed(gradient.Slope, 2)}", "rounding"),
            ],
            Deviations = ["300 HEB steps at 50 time steps a pass, half of what the other figures train.", .. XorPlans.Deviations],
            Figures = [.. film, ("costs", Chart(runs)), ("gradient", Errors(gradient))],
        };
    }

    private static bool Right(TrainedRun run) => run.Final("accuracy") == 1;

    private static EpsilonScan Scan(IWorkshop workshop, Experiment plan)
    {
        var scene = new WaveScene(workshop, plan, sample: 1);
        var (reference, _) = scene.Gradient();
        return EpsilonScan.Run(epsilon => new EchoEstimator(epsilon), scene.Machine, scene.Batch, reference, CancellationToken.None);
    }

    private static IEnumerable<(string, Figure)> Film(IWorkshop workshop, TrainedRun run)
    {
        var scene = new WaveScene(workshop, run.Experiment, sample: 1);
        run.Theta.CopyTo(scene.Machine.Learning.Theta);
        var film = EchoFilm.Shoot(scene.Machine, scene.Batch, run.Experiment.Training.Nudge, FilmFrames)!;
        return film.Figures("xor, trained, sample 1", StripFrames).Take(1);
    }

    private static LineChart Chart(TrainedRun[][] runs) => new()
    {
        Title = "Ten nonlinear boxes and ten linear ones", X = new Axis("HEB step"), Y = new Axis("mean cost of the four inputs"),
        Series =
        [
            .. runs.SelectMany((all, machine) => all.Skip(1).Select(run => Curve("", run, SeriesStyle.Faint)).Append(Curve(Machines[machine].Name, all[0], SeriesStyle.Line))),
            new Series("floor of linear machines", [0, runs[0][0].Metrics[^1].Step], [QuantumFloor.LinearFloor, QuantumFloor.LinearFloor], SeriesStyle.Reference),
        ],
    };

    private static Series Curve(string name, TrainedRun run, SeriesStyle style)
    {
        var (steps, costs) = run.Course("cost");
        return new Series(name, steps, costs, style);
    }

    private static LineChart Errors(EpsilonScan gradient) => new()
    {
        Title = "Error of the echo's gradient", X = new Axis("ε", Logarithmic: true), Y = new Axis("relative error", Logarithmic: true),
        Series = [new Series("symmetric echo", [.. gradient.Points.Select(point => point.Epsilon)], [.. gradient.Points.Select(point => point.Error)], SeriesStyle.Marked)],
    };
}

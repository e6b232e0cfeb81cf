using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Schema;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>A ball learns where to sit on its rail so that another, launched past it, arrives where it should.</summary>
internal sealed class Pinball : IReproduction
{
    // Where training is called done.
    private const double Reached = 1e-6;

    // ΓT = 4 at T = 4: the momentum is gone before the recoil is.
    private const double FastDecay = 1;

    public string Name => "pinball";

    public string Title => "Fig. 5: a ball on a rail learns to steer another one";

    public string Shows =>
        "A charged ball is launched past another that is free on a rail; at the end both velocities are reversed and the first is nudged towards its target. "
        + "The echo leaves the second with a small velocity that friction turns into a step, and launches later the ball arrives where it should.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"{Seeds(quick)} initial places of the ball on the rail, without and with a static field of a hill, a hole, ripples and a slope, {Cycles(quick)} cycles each";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var table = new ResultTable(
            "table", "How the ball on the rail learns",
            new Column("setting"), new Column("seed"), new Column("theta at the start", "0.000"), new Column("theta at the end", "0.000"),
            new Column("cost at the start", "0.0e+0"), new Column("cost at the end", "0.0e+0"), new Column("cycles to a cost of 1e-6"));
        List<(string Setting, Course[] Courses)> groups = [];
        foreach (var (setting, preset, changes) in Settings)
        {
            workshop.Say(setting);
            var courses = Enumerable.Range(1, Seeds(quick)).Select(seed => Learn(workshop, quick, preset, seed, changes)).ToArray();
            groups.Add((setting, courses));
            foreach (var (course, seed) in courses.Select((course, n) => (course, n + 1)))
            {
                table.Add(
                    setting, seed, course.Theta[0], course.Theta[^1], course.Costs[0], course.Costs[^1],
                    course.Done is { } done ? done : "not within these cycles");
            }
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                .. groups.Take(2).Select(group => new Comparison(
                    $"{group.Setting}: learned (cost below 1e-6)", "it learns; " + Comparison.NotPrinted,
                    $"{group.Courses.Count(course => course.Done is not null)} of {group.Courses.Length} seeds, in "
                    + $"{Span(group.Courses)} cycles", "none")),
                new(
                    "decay as fast as the pass (decay rate 1): cost", "the decay must be slow compared with a pass",
                    $"rises in {groups[2].Courses.Count(course => course.Costs[^1] > course.Costs[0])} of {groups[2].Courses.Length} seeds", "none"),
            ],
            Deviations =
            [
                "The paper prints no numbers for this figure: masses, strengths and times are those of the physics notes (k = 0.1, s² = 0.05, Ω = 0.2, T = 4, dt = 0.01, ε = 0.005, Γ = 0.02).",
                "The decay step is closed-form and complete; in the paper friction on the rail is switched on for a while.",
            ],
            Figures =
            [
                ("course", Chart("The cost falls", new Axis("cost C = (x − target)²", Logarithmic: true), groups.Take(2), course => course.Costs)),
                ("theta", Chart("Where the ball on the rail sits", new Axis("θ"), groups.Take(2), course => course.Theta)),
                ("uphill", Chart("A decay as fast as the pass goes uphill", new Axis("cost C = (x − target)²"), groups.Skip(2), course => course.Costs)),
                ("plane", Plane(workshop, quick, groups[0].Courses[0], Settings[0])),
                ("plane-field", Plane(workshop, quick, groups[1].Courses[0], Settings[1])),
            ],
        };
    }

    private static (string Setting, string Preset, string[] Changes)[] Settings =>
    [
        ("no static field", "pinball", []), ("a static field", "pinball-field", []), ("fast decay", "pinball", [$"training.decay.rate={FastDecay}"]),
    ];

    private static int Seeds(bool quick) => quick ? 3 : 10;

    private static int Cycles(bool quick) => quick ? 300 : 600;

    private static Course Learn(IWorkshop workshop, bool quick, string preset, int seed, string[] changes)
    {
        var (plan, machine, batch) = Table(workshop, preset, seed, changes);
        var cycle = new SelfLearningCycle { Epsilon = plan.Training.Nudge, DecayRate = plan.Training.Decay.Rate };
        var costs = new List<double>();
        var theta = new List<double>();
        for (var n = 0; n < Cycles(quick); n++)
        {
            theta.Add(machine.Learning.Theta[0]);
            costs.Add(cycle.Step(machine, batch));
        }

        return new Course([.. costs], [.. theta]);
    }

    private static LineChart Plane(IWorkshop workshop, bool quick, Course course, (string Setting, string Preset, string[] Changes) setting)
    {
        var (plan, machine, batch) = Table(workshop, setting.Preset, 1, setting.Changes);
        var start = machine.Learning.Theta.ToArray();
        machine.Learning.Theta[0] = course.Theta[^1];
        return PinballPicture.Of(machine, batch, plan.Training.Nudge, $"The plane after {Cycles(quick)} cycles, {setting.Setting}", start);
    }

    private static (Experiment Plan, IReverses Machine, Batch Batch) Table(IWorkshop workshop, string preset, int seed, string[] changes)
    {
        var plan = workshop.Plan(preset, [$"seed={seed}", .. changes]);
        var machine = workshop.Build(plan);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        workshop.Samples(plan).Train.Read([0], batch);
        return (plan, machine, batch);
    }

    private static string Span(Course[] courses)
    {
        int[] done = [.. courses.Where(course => course.Done is not null).Select(course => course.Done!.Value)];
        return done.Length == 0 ? "no number of" : $"{done.Min()} to {done.Max()}";
    }

    private static LineChart Chart(
        string title, Axis y, IEnumerable<(string Setting, Course[] Courses)> groups, Func<Course, double[]> values) => new()
    {
        Title = title,
        X = new Axis("cycle"),
        Y = y,
        Series =
        [
            .. groups.SelectMany(group => group.Courses.Select((course, seed) => new Series(
                seed == group.Courses.Length - 1 ? $"{group.Setting} (pale: seeds 1 to {group.Courses.Length - 1})" : "",
                [.. Enumerable.Range(0, course.Costs.Length).Select(n => (double)n)], values(course),
                seed == group.Courses.Length - 1 ? SeriesStyle.Line : SeriesStyle.Faint))),
        ],
    };

    private sealed record Course(double[] Costs, double[] Theta)
    {
        /// <summary>Cycles until the cost first lay below <see cref="Reached"/>; null where it never did.</summary>
        public int? Done => Array.FindIndex(Costs, cost => cost < Reached) is >= 0 and var first ? first : null;
    }
}

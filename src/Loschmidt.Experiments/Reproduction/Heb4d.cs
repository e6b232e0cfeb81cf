using Loschmidt.Experiments.Figures;
using Loschmidt.Fields.Photonic;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 4(d): the ring of ground states of a Mexican hat, and the minimum that training makes on it.</summary>
internal sealed class Heb4d : IReproduction
{
    // The hat a, b; ε of a cycle; Γ of its decay. εC stays far below the hat's depth a²/4b.
    private const double Drive = 1, Kerr = 0.25, Epsilon = 1e-3, Rate = 0.2;

    // Of the cycles that train: faster than what is measured with.
    private const double TrainingEpsilon = 0.02;

    private const double Amplitude = 1, Target = 0.5;

    // Pixels of the landscape, and how far it reaches, in radii of the ring.
    private const int Pixels = 61;
    private const double Reach = 1.5;

    // The landscape is drawn with a cost this much larger than what a cycle brings, of the hat's depth.
    private const double DrawnTilt = 0.5;

    // Where colours end, in depths of the hat, and how near the middle an angle still is one, in radii.
    private const double Ceiling = 1.5, Hole = 0.2;

    public string Name => "heb-4d";

    public string Title => "Training breaks the degeneracy of the ground states";

    public string Shows =>
        "The intrinsic dynamics of the learning field has a continuously degenerate ground state, the bottom of a Mexican hat. Training breaks this degeneracy and produces a minimum that the cost "
        + "function determines; when training stops, the field stays where it is.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "none: nothing is drawn";

    public string Extent(bool quick) =>
        $"an interferometer that is to transmit half of the light, its phase the angle of a hat; {Angles(quick)} angles, {Starts(quick)} trainings of {Cycles(quick)} cycles";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("kicks along the valley");
        var machine = Machine();
        var batch = new Batch(1, 0, 1) { Active = 1 };
        batch.Inputs[0] = 1;
        double[] angles = [.. Enumerable.Range(0, Angles(quick) + 1).Select(i => Math.Tau * i / Angles(quick))];
        var trained = Valley(machine, batch, angles, Epsilon);
        var idle = Valley(machine, batch, angles, 0);
        double[] costs = [.. angles.Select(θ => Cost(machine, batch, θ))];
        workshop.Say("trainings");
        var courses = Enumerable.Range(0, Starts(quick)).Select(n => Learn(machine, batch, 0.3 + (Math.Tau * n / Starts(quick)), Cycles(quick))).ToArray();
        var apart = angles.Select((_, i) => Math.Abs(trained.Potential[i] - (costs[i] - costs[0]))).Max() / costs.Max();
        return new Findings
        {
            Tables = [Potentials(angles, idle, trained, costs), Endings(courses)],
            Comparisons =
            [
                new("energy of the hat along the valley, largest difference, of the hat's depth", "continuously degenerate", Digits.Power(idle.Unevenness * 4 * Kerr / (Drive * Drive)), "rounding"),
                new("largest kick of a cycle without an error signal over that of one with: a ratio", "degenerate without training",
                    Digits.Power(idle.Kicks.Max(Math.Abs) / trained.Kicks.Max(Math.Abs)), "rounding"),
                new("effective potential from the kicks of echoes, against the cost: largest difference of the cost's height", "the cost on the manifold of ground states",
                    Digits.PerCent(apart, 2), "of order ε, and of the number of angles"),
                new("trainings that end in a minimum of the cost", "θ minimises the cost on the manifold", $"{courses.Count(course => course.Ended < 1e-6)} of {courses.Length}", "none"),
                new("θ after as many cycles without training, largest change", "remains near the learned configuration", Digits.Power(courses.Max(course => course.Lost)), "rounding; no bath"),
            ],
            Deviations =
            [
                "The paper's figure is a sketch. The machine is the smallest whose cost is periodic in its parameter: an interferometer that transmits the share sin²(φ/2), C = (sin²(φ/2) − ½)², "
                + "with minima at φ = π/2 and 3π/2.",
                $"The hat has a = {Drive}, b = {Kerr}; ε = {Digits.Power(Epsilon)} where kicks are measured and {TrainingEpsilon} where it trains, Γ = {Rate}. It is held during a pass and moves in the decay.",
                "The effective potential is the kick on π of a one-sided echo at every angle, over −ε, added up around the ring by the trapezoidal rule.",
                $"In the landscape the cost is drawn with a height of {Digits.Fixed(DrawnTilt, 1)} of the hat's depth: with its own it could not be seen. "
                + $"Energies above {Digits.Fixed(Ceiling, 1)} depths have the colour of {Digits.Fixed(Ceiling, 1)}; within {Digits.Fixed(Hole, 1)} R of the middle, where the angle loses its meaning, the second panel is hatched.",
            ],
            Figures = [("landscape", Landscape(machine, batch, costs)), ("valley", Chart(angles, idle, trained, costs)), ("training", Courses(courses))],
        };
    }

    private static int Angles(bool quick) => quick ? 72 : 360;

    private static int Starts(bool quick) => quick ? 8 : 24;

    private static int Cycles(bool quick) => quick ? 100 : 400;

    private static PhotonicNetwork<double> Machine()
    {
        var machine = new PhotonicNetworkBuilder(1, 1).Image(1, 1, 0, Amplitude)
            .Layer("interferometer", layer => layer.SingularValues()).ReadOut(1, Target).Build<double>(1, 1);
        machine.Learning.MakeOf(new MexicanHat(Drive, Kerr), held: true);
        return machine;
    }

    private static double Cost(PhotonicNetwork<double> machine, Batch batch, double θ)
    {
        machine.Learning.Theta[0] = θ;
        machine.Learning.Pi[0] = 0;
        machine.Prepare(batch);
        machine.Evolve();
        return machine.Cost();
    }

    private static ValleyCourse Valley(PhotonicNetwork<double> machine, Batch batch, double[] angles, double epsilon)
    {
        var cycle = new SelfLearningCycle { Epsilon = epsilon, DecayRate = Rate };
        var hat = machine.Learning.Matter!;
        var (kicks, potential, state) = (new double[angles.Length], new double[angles.Length], new double[hat.Carriers]);
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < angles.Length; i++)
        {
            (machine.Learning.Theta[0], machine.Learning.Pi[0]) = (angles[i], 0);
            cycle.Kick(machine, batch);
            kicks[i] = machine.Learning.Pi[0];
            hat.Settle([angles[i]], state);
            (lowest, highest) = (Math.Min(lowest, hat.Energy(state)), Math.Max(highest, hat.Energy(state)));
            if (i > 0 && epsilon > 0)
            {
                potential[i] = potential[i - 1] - ((kicks[i] + kicks[i - 1]) / (2 * epsilon) * (angles[i] - angles[i - 1]));
            }
        }

        return new ValleyCourse(kicks, potential, highest - lowest);
    }

    private static Course Learn(PhotonicNetwork<double> machine, Batch batch, double start, int cycles)
    {
        var cycle = new SelfLearningCycle { Epsilon = TrainingEpsilon, DecayRate = Rate };
        (machine.Learning.Theta[0], machine.Learning.Pi[0]) = (start, 0);
        var course = new double[cycles + 1];
        course[0] = start;
        for (var step = 1; step <= cycles; step++)
        {
            cycle.Step(machine, batch);
            course[step] = machine.Learning.Theta[0];
        }

        var idle = cycle with { Epsilon = 0 };
        for (var step = 0; step < cycles; step++)
        {
            idle.Step(machine, batch);
        }

        var lost = Math.Abs(machine.Learning.Theta[0] - course[^1]);
        return new Course(course, Cost(machine, batch, course[^1]), lost);
    }

    private static ResultTable Potentials(double[] angles, ValleyCourse idle, ValleyCourse trained, double[] costs)
    {
        var table = new ResultTable(
            "table", "Along the valley: kicks of one echo, and the effective potential they make", new Column("angle/π", "0.0000"), new Column("kick, ε = 0", "0.0e+0"), new Column("kick on π", "0.0000e+0"),
            new Column("potential from kicks", "0.00000"), new Column("cost, from its value at 0", "0.00000"));
        for (var i = 0; i < angles.Length; i++)
        {
            table.Add(angles[i] / Math.PI, idle.Kicks[i], trained.Kicks[i], trained.Potential[i], costs[i] - costs[0]);
        }

        return table;
    }

    private static ResultTable Endings(Course[] courses)
    {
        var table = new ResultTable("endings", "Where trainings end on the ring", new Column("start/π", "0.0000"), new Column("end/π", "0.0000"), new Column("cost at the end", "0.0e+0"));
        foreach (var course in courses)
        {
            table.Add(course.Theta[0] / Math.PI, course.Theta[^1] / Math.PI, course.Ended);
        }

        return table;
    }

    private static PanelGrid Landscape(PhotonicNetwork<double> machine, Batch batch, double[] costs)
    {
        var (hat, radius) = (machine.Learning.Matter!, Math.Sqrt(Drive / (2 * Kerr)));
        var (depth, state) = (Drive * Drive / (4 * Kerr), new double[machine.Learning.Matter!.Carriers]);
        double[] Values(double tilt) =>
        [
            .. Enumerable.Range(0, Pixels * Pixels).Select(pixel =>
            {
                var (row, column) = Math.DivRem(pixel, Pixels);
                (state[0], state[1], state[2], state[3]) = (At(column), 0, At(Pixels - 1 - row), 0);
                if (tilt > 0 && Math.Sqrt((state[0] * state[0]) + (state[2] * state[2])) < Hole * radius)
                {
                    return double.NaN;
                }

                var energy = hat.Energy(state) + (tilt == 0 ? 0 : tilt * depth * Cost(machine, batch, Math.Atan2(state[2], state[0])) / costs.Max());
                return Math.Min(energy / depth, Ceiling);
            }),
        ];
        double At(int pixel) => radius * Reach * ((2.0 * pixel / (Pixels - 1)) - 1);
        string[] names = [.. Enumerable.Range(0, Pixels).Select(pixel => Digits.Fixed(At(pixel) / radius, 1).Replace('-', '−'))];
        HeatMap Map(string title, double[] values) => new()
        {
            Title = title, Values = values, Columns = Pixels, Rows = Pixels, Quantity = "energy/depth, cut at 1.5", LabelX = "q₁/R", LabelY = "q₂/R", ColumnNames = names,
            RowNames = [.. names.Reverse()],
        };
        return new PanelGrid
        {
            Title = "The hat alone, and with the cost",
            Gap = 36,
            Panels = [Map("The hat alone: a ring of ground states", Values(0)), Map("Hat and cost: two minima are left", Values(DrawnTilt))],
        };
    }

    private static LineChart Chart(double[] angles, ValleyCourse idle, ValleyCourse trained, double[] costs)
    {
        double[] x = [.. angles.Select(θ => θ / Math.PI)];
        return new LineChart
        {
            Title = "The potential along the valley, from the kicks of echoes", X = new Axis("angle in the hat", "π"), Y = new Axis("energy over ε"),
            Series =
            [
                new Series("with training", x, trained.Potential, SeriesStyle.Marked),
                new Series("without (ε = 0)", x, idle.Potential),
                new Series("the cost itself", x, [.. costs.Select(cost => cost - costs[0])], SeriesStyle.Reference),
            ],
        };
    }

    private static LineChart Courses(Course[] courses) => new()
    {
        Title = "Trainings from around the ring", X = new Axis("cycle"), Y = new Axis("angle in the hat", "π"),
        Series =
        [
            .. courses.Select(course => new Series(
                "", [.. Enumerable.Range(0, course.Theta.Length).Select(step => (double)step)], [.. course.Theta.Select(θ => θ / Math.PI)])),
            .. new[] { 0.5, 1.5 }.Select(minimum => new Series(minimum < 1 ? "minima of the cost" : "", [0, courses[0].Theta.Length - 1], [minimum, minimum], SeriesStyle.Reference)),
        ],
    };

    /// <summary>Kicks and what they add up to, and how uneven the hat itself is.</summary>
    private sealed record ValleyCourse(double[] Kicks, double[] Potential, double Unevenness);

    /// <summary>θ by cycles, the cost at its end, and what as many cycles without training change.</summary>
    private sealed record Course(double[] Theta, double Ended, double Lost);
}

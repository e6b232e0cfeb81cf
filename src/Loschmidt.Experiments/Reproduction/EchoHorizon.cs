using Loschmidt.Experiments.Figures;
using Loschmidt.Fields.Photonic;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How deep an echo survives a bad reversal: foreseen from the growth of a small displacement, and measured.</summary>
internal sealed class EchoHorizon : IReproduction
{
    // The echo counts as lost where it misses home by this part of the start.
    private const double Lost = 0.1;

    private const double Small = 1e-9;

    private const int Side = 4;

    private const double Chi = 3;

    private static readonly double[] Errors = [1e-8, 1e-6, 1e-4, 1e-3, 1e-2];

    public string Name => "echo-horizon";

    public string Title => "How deep an echo survives a bad reversal";

    public string Shows =>
        "The paper shows that noise of the reversal can be averaged, and that lost information has to be kept in ancillas. In a machine of chaos an error δ of the reversal grows as "
        + "e^(λt) on the way home, so echoes are lost at a depth of about ln(1/δ)/λ; in a chain of activations that empty themselves into fresh ancillas it need not grow.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => quick ? "1" : $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"a random graph of 8 sites, up to {Depths(quick, false)[^1]} units of time; {Side} × {Side} modes with χ = {Chi} and up to {Depths(quick, true)[^1]} layers; "
        + $"seeds 1 to {Seeds(quick)}";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        Course[] courses =
        [
            Measure(workshop, quick, "random graph", false, (seed, depth) => Graph(workshop, seed, depth), null),
            Measure(workshop, quick, "chain with the same ancillas", true, (seed, depth) => new Journey(Chain(seed, 1), Image(seed), depth), null),
            Measure(workshop, quick, "chain with fresh ancillas", true, (seed, depth) => new Journey(Chain(seed, depth), Image(seed), 1), null),
            Measure(
                workshop, quick, "chain that forgets its fresh ancillas", true, (seed, depth) => new Journey(Chain(seed, depth), Image(seed), 1),
                new Journey.Forget(Side * Side)),
        ];
        var table = new ResultTable(
            "table", $"Depth at which an echo misses home by {Digits.PerCent(Lost, 0)}: geometric means over the seeds that were lost",
            new Column("machine"), new Column("λ per unit of depth", "0.000"), new Column("error δ of the reversal", "0.0e+0"),
            new Column("foreseen", "0.0"), new Column("measured", "0.0"), new Column("lost seeds", "0"), new Column("of", "0"),
            new Column("miss at the greatest depth", "0.0e+0"));
        foreach (var course in courses)
        {
            foreach (var point in course.Points)
            {
                table.Add(course.Machine, course.Rate, point.Error, point.Foreseen, point.Measured, point.LostSeeds, Seeds(quick), point.Miss);
            }
        }

        return new Findings
        {
            Tables = [table],
            Comparisons = [.. courses.Select(Compare)],
            Deviations =
            [
                $"λ is the slope of the logarithm of the growth of a displacement of {Digits.Power(Small)} of the start, on the way out, over the depths at which it is still small; "
                + $"foreseen is ln({Lost}/δ)/λ of the seeds that were lost, and nothing is foreseen where growth is slower than a factor of ten over all depths.",
                "δ is the norm of fresh noise on all modes at the turning point, ancillas included, of the field's.",
                "The depth of the graph is time, that of the chains layers. All layers of a chain have the same masks, so that chains differ in their ancillas alone.",
                "Forgotten ancillas go home empty; all else is reversed without error.",
                "The setting is ours: the paper prints no depth.",
            ],
            Figures = [("horizon", Chart(courses))],
        };
    }

    /// <summary>First depth at which a rising miss reaches what counts as lost, interpolated in its logarithm; not a number where it never does.</summary>
    internal static double Depth(IReadOnlyList<int> depths, IReadOnlyList<double> misses)
    {
        for (var i = 0; i < depths.Count; i++)
        {
            if (misses[i] >= Lost)
            {
                return i == 0 ? depths[0]
                    : depths[i - 1] + ((depths[i] - depths[i - 1]) * Math.Log(Lost / misses[i - 1]) / Math.Log(misses[i] / misses[i - 1]));
            }
        }

        return double.NaN;
    }

    /// <summary>Slope of the logarithm of a growth by least squares, over the depths at which what grows is small.</summary>
    internal static double Slope(IReadOnlyList<int> depths, IReadOnlyList<double> growth)
    {
        var points = depths.Zip(growth).Where(point => point.Second * Small < 1e-3 && point.Second > 0).Select(point => (X: (double)point.First, Y: Math.Log(point.Second))).ToArray();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }

    private static int Seeds(bool quick) => quick ? 1 : 5;

    private static int[] Depths(bool quick, bool layers) =>
        [.. Enumerable.Range(1, quick ? 15 : 30).Select(i => i * (layers ? 2 : 4) * (quick ? 2 : 1))];

    private static Journey Graph(IWorkshop workshop, ulong seed, int depth)
    {
        var plan = workshop.Plan("random-graph", "machine.duration=1", "machine.steps=50", "training.precision=double", $"seed={seed}");
        var machine = (IExposed)workshop.Build(plan);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes);
        workshop.Samples(plan).Train.Read([0], batch);
        return new Journey(machine, batch, depth);
    }

    internal static PhotonicNetwork<double> Chain(ulong seed, int layers, double chi = Chi)
    {
        var builder = new PhotonicNetworkBuilder(Side, Side).Image(Side, Side, 0, 1);
        for (var layer = 1; layer <= layers; layer++)
        {
            builder = builder.Layer($"layer{layer}", one => one.Unitary("u", 2).Chi2(chi, 32));
        }

        // The same masks in every layer: chains then differ in their ancillas alone.
        var chain = builder.ReadOut(2, 1).Build<double>(1, seed);
        var θ = chain.Learning.Theta;
        var masks = θ.Length / layers;
        for (var layer = 1; layer < layers; layer++)
        {
            θ[..masks].CopyTo(θ[(layer * masks)..]);
        }

        return chain;
    }

    internal static Batch Image(ulong seed)
    {
        var stream = new RandomStream(seed, "image");
        var batch = new Batch(Side * Side, 0, 1) { Active = 1 };
        for (var i = 0; i < batch.Inputs.Length; i++)
        {
            batch.Inputs[i] = stream.Uniform(0, (uint)i);
        }

        return batch;
    }

    private static Course Measure(
        IWorkshop workshop, bool quick, string machine, bool layers, Func<ulong, int, Journey> build, IInfluence? instead)
    {
        var depths = Depths(quick, layers);
        var errors = instead is null ? Errors : [0];
        var (rates, misses) = (new List<double>(), errors.Select(_ => new List<double[]>()).ToArray());
        for (var seed = 1UL; seed <= (ulong)Seeds(quick); seed++)
        {
            workshop.Say($"{machine}, seed {seed}");
            var journeys = depths.Select(depth => build(seed, depth)).ToArray();
            rates.Add(Slope(depths, [.. journeys.Select(journey => journey.Growth(Small, seed))]));
            for (var i = 0; i < errors.Length; i++)
            {
                misses[i].Add([.. journeys.Select(journey => journey.Miss(instead ?? new Journey.Push(errors[i], seed)))]);
            }
        }

        var rate = rates.Average();
        return new Course(
            machine, layers ? "layers" : "units of time", rate,
            [
                .. errors.Select((error, i) =>
                {
                    // Seed by seed: those that are not lost as deep as was looked count on neither side.
                    var lost = misses[i].Select(course => Depth(depths, course)).Zip(rates).Where(seed => double.IsFinite(seed.First)).ToArray();
                    double Mean(Func<(double Depth, double Rate), double> of) => lost.Length > 0 ? Math.Exp(lost.Average(seed => Math.Log(of(seed)))) : double.NaN;
                    var grows = error > 0 && lost.All(seed => seed.Second * depths[^1] > Math.Log(10));
                    return new Point(
                        error, grows ? Mean(seed => Math.Log(Lost / error) / seed.Rate) : double.NaN, Mean(seed => seed.Depth), lost.Length,
                        misses[i].Average(course => course[^1]));
                }),
            ]);
    }

    private static Comparison Compare(Course course)
    {
        var both = course.Points.Where(point => double.IsFinite(point.Foreseen) && double.IsFinite(point.Measured)).ToArray();
        var first = course.Points[0];
        return new Comparison(
            $"{course.Machine}: depth of the echo over ln({Lost}/δ)/λ, λ = {Digits.Fixed(course.Rate, 3)}",
            "1 in a chaotic machine; not in the paper",
            both.Length > 0
                ? string.Join(", ", both.Select(point => $"{Digits.Fixed(point.Measured / point.Foreseen, 2)} at δ = {Digits.Power(point.Error)}"))
                : double.IsFinite(first.Measured)
                    ? $"lost at {Digits.Fixed(first.Measured, 1)} {course.Unit}, with no other error" : $"not lost; misses home by {Digits.Power(first.Miss, 1)} at δ = {Digits.Power(first.Error)}",
            both.Length > 0 ? $"at most a factor of {Digits.Fixed(both.Max(point => Math.Max(point.Measured / point.Foreseen, point.Foreseen / point.Measured)), 1)}" : "no horizon to foresee");
    }

    private static LineChart Chart(Course[] courses)
    {
        var series = new List<Series>();
        foreach (var course in courses.Where(course => course.Points.Length > 1))
        {
            var measured = course.Points.Where(point => double.IsFinite(point.Measured)).ToArray();
            if (measured.Length > 0)
            {
                series.Add(new Series(course.Machine, [.. measured.Select(point => point.Error)], [.. measured.Select(point => point.Measured)], SeriesStyle.Marked));
            }

            var foreseen = course.Points.Where(point => double.IsFinite(point.Foreseen)).ToArray();
            if (foreseen.Length > 0)
            {
                series.Add(new Series("", [.. foreseen.Select(point => point.Error)], [.. foreseen.Select(point => point.Foreseen)], SeriesStyle.Reference));
            }
        }

        return new LineChart
        {
            Title = "Depth at which an echo is lost, and foreseen (broken)", X = new Axis("error of the reversal δ", Logarithmic: true),
            Y = new Axis("depth (units of time, layers)"), Series = series, Width = 860,
        };
    }

    private sealed record Point(double Error, double Foreseen, double Measured, int LostSeeds, double Miss);

    private sealed record Course(string Machine, string Unit, double Rate, Point[] Points);
}

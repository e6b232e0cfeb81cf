using System.Numerics;
using Loschmidt.Experiments.Figures;
using Loschmidt.Numerics.Random;
using Loschmidt.Reversal;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Chaos tamed by ancillas: Lyapunov exponents of a recurrent map whose every round gives light away and loses none of it.</summary>
internal sealed class PseudoDissipative : IReproduction
{
    private const int Modes = 4;

    private const double Kerr = 2;

    private const double Hopping = 0.7;

    private const int Settle = 10;

    private static readonly double[] Drive = [1, 0, 0, 0];

    private static readonly Family[] Families =
    [
        new("χ(2) absorber", "χ", [0.25, 0.5, 1, 1.5, 2, 3, 4], (pairs, χ, _) => PseudoDissipation.Chi2(pairs, χ, 64)),
        new("interferometer", "φ/π", [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4], (pairs, φ, _) => PseudoDissipation.Interferometer(pairs, φ * Math.PI)),
        new("Kerr interferometer", "g", [0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.5], (pairs, g, _) => PseudoDissipation.Kerr(pairs, g, Math.PI)),
        new("matrix of norm κ", "κ", [0.98, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5], (pairs, κ, seed) =>
            new ContractionElement("contraction", Matrix(κ, seed), [.. pairs.Select(pair => pair.Mode)], [.. pairs.Select(pair => pair.Ancilla)])),
    ];

    public string Name => "pseudo-dissipation";

    public string Title => "Chaos tamed by ancillas";

    public string Shows =>
        "The paper argues that a reversible machine may contract: what a layer takes from the light goes on in ancillas that are kept and sent home. Here every round of a chaotic map of "
        + "four driven Kerr modes gives light to fresh ancillas: the active modes' Lyapunov exponent falls below zero while the whole register still comes home, and one forgotten ancilla ends that.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds(quick)}";

    public string Extent(bool quick) => $"{Rounds(quick)} rounds, seeds 1 to {Seeds(quick)}, four kinds of ancillas at {Families[0].Strengths.Length} strengths";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var table = new ResultTable(
            "table", "Largest Lyapunov exponent of the active modes, and the echo of the whole register",
            new Column("given away by"), new Column("strength"), new Column("kept a round", "0.000"), new Column("λ per round", "0.000"),
            new Column("echo error", "0.0e+0"), new Column("echo error, an ancilla not conjugated", "0.00"), new Column("named rightly", "0"), new Column("of", "0"));
        workshop.Say("no ancillas");
        var bare = Average(quick, (seed, _) => Measure(quick, seed, null));
        table.Add("nothing", "", 1.0, bare.Rate, bare.Echo, double.NaN, 0, 0);
        var courses = new List<(Family Family, Reading[] Readings)>();
        foreach (var family in Families)
        {
            workshop.Say(family.Name);
            var readings = family.Strengths.Select(strength => Average(quick, (seed, _) => Measure(quick, seed, pairs => family.Make(pairs, strength, seed)))).ToArray();
            courses.Add((family, readings));
            for (var i = 0; i < readings.Length; i++)
            {
                table.Add(
                    family.Name, FormattableString.Invariant($"{family.Symbol} = {family.Strengths[i]}"), readings[i].Kept, readings[i].Rate, readings[i].Echo,
                    readings[i].Forgotten, readings[i].Named, Seeds(quick));
            }
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                new Comparison("λ per round of the map alone", "not in the paper", Digits.Fixed(bare.Rate, 2), "chaotic"),
                .. courses.Select(course => new Comparison(
                    $"{course.Family.Name}: λ per round at its strongest, and the echo error of the whole", "not in the paper",
                    $"{Digits.Fixed(course.Readings[^1].Rate, 2)}, {Digits.Power(course.Readings[^1].Echo, 1)}",
                    course.Readings[^1].Rate < 0 ? "tamed, and comes home" : "still chaotic")),
            ],
            Deviations =
            [
                $"The map is ours: every round pushes one of {Modes} modes by 1, turns all by a Kerr effect of g = {Kerr}, and couples neighbours of a ring by Jt = {Hopping}; ancillas are fresh in every round.",
                $"λ is the mean over rounds {Settle + 1} to {Rounds(quick)} of ln of the growth of a displacement of the active modes, made small again every round.",
                $"The ancillas that are not conjugated are those of round {Rounds(quick) / 2}; it is named rightly where the ancillas' own light, counted at home, points to that round.",
                "Kept is |Ψ|² of the active modes behind the ancillas over before them, averaged over rounds.",
            ],
            Figures = [("lyapunov", Chart(bare, courses))],
        };
    }

    private static int Rounds(bool quick) => quick ? 30 : 60;

    private static int Seeds(bool quick) => quick ? 2 : 5;

    private static IReversibleElement Mix() => new Sequence(
        new PushElement(Drive),
        new FlowElement(
            "mix",
            (ModeTerms.Kerr<double>([0, 1, 2, 3], Kerr), 1), (ModeTerms.BeamSplitter<double>([(0, 1), (2, 3)], Hopping), 1),
            (ModeTerms.BeamSplitter<double>([(1, 2), (3, 0)], Hopping), 1)));

    private static double[] Start(ulong seed)
    {
        var stream = new RandomStream(seed, "pseudo-dissipation");
        return [.. Enumerable.Range(0, 2 * Modes).Select(i => stream.Normal(0, (uint)i))];
    }

    // κ times a random orthogonal matrix would contract all directions alike; singular values are spread from κ/2 to κ.
    private static Complex[,] Matrix(double norm, ulong seed)
    {
        var (stream, matrix) = (new RandomStream(seed, "pseudo-dissipation/matrix"), new Complex[Modes, Modes]);
        var left = Orthogonal(stream, 0);
        var right = Orthogonal(stream, 1);
        for (var i = 0; i < Modes; i++)
        {
            for (var j = 0; j < Modes; j++)
            {
                for (var k = 0; k < Modes; k++)
                {
                    matrix[i, j] += left[k][i] * norm * (1 - (0.5 * k / (Modes - 1))) * right[k][j];
                }
            }
        }

        return matrix;
    }

    private static double[][] Orthogonal(RandomStream stream, uint which)
    {
        var rows = new double[Modes][];
        for (var k = 0; k < Modes; k++)
        {
            rows[k] = [.. Enumerable.Range(0, Modes).Select(i => stream.Normal(which, (uint)k, (uint)i))];
            for (var m = 0; m < k; m++)
            {
                var along = rows[k].Zip(rows[m], (a, b) => a * b).Sum();
                rows[k] = [.. rows[k].Zip(rows[m], (a, b) => a - (along * b))];
            }

            var size = Math.Sqrt(rows[k].Sum(a => a * a));
            rows[k] = [.. rows[k].Select(a => a / size)];
        }

        return rows;
    }

    private static Reading Measure(bool quick, ulong seed, Func<(int Mode, int Ancilla)[], IReversibleElement>? give)
    {
        var kept = new List<double>();
        var chain = new AncillaChain(Modes, Rounds(quick), Mix(), give is null ? null : pairs => new Weighed(give(pairs), kept));
        var start = Start(seed);
        var echo = chain.Echo(start);
        var share = kept.Count > 0 ? kept.Take(Rounds(quick)).Average() : 1;
        var rate = chain.Lyapunov(start, Settle, seed);
        if (give is null)
        {
            return new Reading(share, rate, echo.Error, double.NaN, 0);
        }

        var round = Rounds(quick) / 2;
        var forgotten = chain.Echo(start, round);
        return new Reading(share, rate, echo.Error, forgotten.Error, forgotten.Cause?.Contains($"round {round} ", StringComparison.Ordinal) == true ? 1 : 0);
    }

    private static Reading Average(bool quick, Func<ulong, int, Reading> measure)
    {
        var all = Enumerable.Range(1, Seeds(quick)).Select(seed => measure((ulong)seed, 0)).ToArray();
        return new Reading(
            all.Average(one => one.Kept), all.Average(one => one.Rate), all.Max(one => one.Echo), all.Min(one => one.Forgotten), all.Sum(one => one.Named));
    }

    private static LineChart Chart(Reading bare, IReadOnlyList<(Family Family, Reading[] Readings)> courses)
    {
        // By what is kept, not by strength: a stronger ancilla may keep more, and a curve must not fold back.
        var series = courses.Select(course => (course.Family.Name, Points: course.Readings.Append(bare).OrderBy(one => one.Kept).ToArray()))
            .Select(course => new Series(
                course.Name, [.. course.Points.Select(one => one.Kept)], [.. course.Points.Select(one => one.Rate)], SeriesStyle.Marked)).ToList();
        var least = courses.Min(course => course.Readings.Min(one => one.Kept));
        series.Add(new Series("", [least, 1], [0, 0], SeriesStyle.Reference));
        return new LineChart
        {
            Title = "Ancillas tame chaos: below 0 the active modes forget where they began", X = new Axis("share of the light kept in a round"),
            Y = new Axis("largest Lyapunov exponent per round"), Series = series, Width = 860,
        };
    }

    private sealed record Family(string Name, string Symbol, double[] Strengths, Func<(int Mode, int Ancilla)[], double, ulong, IReversibleElement> Make);

    private sealed record Reading(double Kept, double Rate, double Echo, double Forgotten, int Named);

    /// <summary>One element after another; the echo meets them in the opposite order.</summary>
    private sealed class Sequence(params IReversibleElement[] elements) : IReversibleElement
    {
        public string Name => "round";

        public void Forward(PhaseSpace.PhaseView<double> x)
        {
            foreach (var element in elements)
            {
                element.Forward(x);
            }
        }

        public void Backward(PhaseSpace.PhaseView<double> x)
        {
            for (var k = elements.Length - 1; k >= 0; k--)
            {
                elements[k].Backward(x);
            }
        }
    }

    /// <summary>Notes which share of the light of the active modes an element leaves there.</summary>
    private sealed class Weighed(IReversibleElement element, List<double> kept) : IReversibleElement
    {
        public string Name => element.Name;

        public void Forward(PhaseSpace.PhaseView<double> x)
        {
            var before = Light(x);
            element.Forward(x);
            kept.Add(Light(x) / before);
        }

        public void Backward(PhaseSpace.PhaseView<double> x) => element.Backward(x);

        private static double Light(PhaseSpace.PhaseView<double> x)
        {
            var light = 0.0;
            for (var mode = 0; mode < Modes; mode++)
            {
                var (q, p) = (x.Q[mode * x.Lanes], x.P[mode * x.Lanes]);
                light += ((q * q) + (p * p)) / 2;
            }

            return light;
        }
    }
}

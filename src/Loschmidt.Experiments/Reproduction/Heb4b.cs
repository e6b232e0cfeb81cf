using Loschmidt.Experiments.Figures;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Reversal;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>Figure 4(b): modes that leave the interaction one after the other, and take what contraction takes away; all go home.</summary>
internal sealed class Heb4b : IReproduction
{
    private const int Modes = 8;

    // Looks at the light during every round; ten, so that the marks of the picture's axis are whole rounds.
    private const int Slices = 10;

    private const double Kerr = 0.1, Hopping = 0.9;

    // A displacement that stays a displacement, and the inputs that are told apart by it.
    private const double Small = 1e-6;

    public string Name => "heb-4b";

    public string Title => "Pseudo-dissipation by ancillary modes";

    public string Shows =>
        "The field is decomposed into modes. As time progresses, more and more of them no longer take part in the interaction and become ancillary modes; these, too, take part in the time reversal. "
        + "What is left over is a contracting map inside a reversible one.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => $"1 to {Seeds(quick)}";

    public string Extent(bool quick) =>
        $"a ring of {Modes} Kerr modes that loses one mode after every round to the ancillas, {Modes - 1} rounds; {Seeds(quick)} random inputs";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        workshop.Say("out and home");
        var journeys = Enumerable.Range(1, Seeds(quick)).Select(seed => Passage.Of((ulong)seed, forgotten: false)).ToArray();
        var forgetful = Enumerable.Range(1, Seeds(quick)).Select(seed => Passage.Of((ulong)seed, forgotten: true).Miss).ToArray();
        var first = journeys[0];
        double[] active = [.. Enumerable.Range(0, Modes).Select(round => journeys.Average(one => one.Active[round]))];
        double[] ratios = [.. Enumerable.Range(1, Modes - 1).Select(round => active[round] / LeftOut(round))];
        var table = new ResultTable(
            "table", "Rounds on the way out: light in the modes that still take part, and what is left of a small displacement of the input, mean over inputs",
            new Column("after round"), new Column("modes taking part"), new Column("share of the light", "0.000"), new Column("displacement among them", "0.000"),
            new Column("√(modes taking part/modes): leaving coordinates out", "0.000"), new Column("ratio", "0.000"), new Column("displacement of all modes", "0.000"));
        for (var round = 0; round < Modes; round++)
        {
            table.Add(
                round, Modes - round, journeys.Average(one => one.Share[round]), active[round], LeftOut(round), active[round] / LeftOut(round), journeys.Average(one => one.Whole[round]));
        }

        var energies = new ResultTable(
            "energies", "Light |Ψ|² of every mode, the first input: out, and from t = 0 home",
            [new Column("t (rounds)", "0.0"), .. Enumerable.Range(1, Modes).Select(mode => new Column($"mode {mode}", "0.00000")), new Column("all", "0.0000000")]);
        foreach (var (time, light) in first.Course)
        {
            energies.Add([time, .. light.Cast<object>(), light.Sum()]);
        }

        return new Findings
        {
            Tables = [table, energies],
            Comparisons =
            [
                new("light of all modes together, largest change on the way", "conserved: nothing is lost",
                    Digits.Power(journeys.Max(one => one.Course.Max(moment => Math.Abs((moment.Light.Sum() / one.Course[0].Light.Sum()) - 1)))), "rounding"),
                new("a small displacement of the input: left among the modes that take part, and in all", "contractive, inside a reversible map",
                    $"{Digits.PerCent(journeys.Average(one => one.Active[^1]))}, {Digits.PerCent(journeys.Average(one => one.Whole[^1]))}",
                    $"leaving {Modes - 1} of {Modes} modes out of the sum makes √(1/{Modes}) = {Digits.PerCent(LeftOut(Modes - 1))} by itself; in all modes the norm does not shrink"),
                new("the same over √(m/8) with m modes that still take part, least and largest over the rounds", "1 where coordinates are left out and nothing else happens",
                    $"{Digits.Fixed(ratios.Min(), 2)}, {Digits.Fixed(ratios.Max(), 2)}", "the rest of the contraction is that of the projection, not of the dynamics"),
                new("echo of the whole, ancillas included: largest distance from the start", "comes home", Digits.Power(journeys.Max(one => one.Miss)), "rounding"),
                new("the same where one ancilla is not reversed: distance, mean over inputs", "ancillary modes also take part in time reversal; " + Comparison.NotPrinted, Digits.Fixed(forgetful.Average(), 2), "none"),
            ],
            Deviations =
            [
                "The paper's figure is a sketch. The machine is ours: modes of a ring with a Kerr effect and beam splitters between neighbours, "
                + $"g = {Kerr}, Jt = {Hopping} a round, from which the last mode drops out after every round. The learning field, which the figure reverses too, is left out: nothing is learned here.",
                $"The displacement is of 1e-6, in random directions; its size in the modes that take part is drawn in units of its size at the start. Which ancilla is forgotten: the one of round {Modes / 2}.",
                "A displacement that is spread evenly over all modes has √(m/8) of its size in m of them, with no dynamics at all: that trivial share is drawn dashed and stands in the table, with the ratio to it.",
                "How strongly such ancillas contract, and what that does to chaos, is measured by pseudo-dissipation.",
            ],
            Figures = [("modes", Map(first)), ("contraction", Chart(journeys))],
        };
    }

    private static int Seeds(bool quick) => quick ? 10 : 100;

    // What a displacement spread evenly over all modes has in those that still take part.
    private static double LeftOut(int round) => Math.Sqrt((double)(Modes - round) / Modes);

    private static HeatMap Map(Passage first)
    {
        var course = first.Course;
        return new HeatMap
        {
            Title = "Light of every mode: out until t = 0, then home", Quantity = "|Ψ|²", Columns = course.Count, Rows = Modes,
            Values = [.. Enumerable.Range(0, Modes).SelectMany(mode => course.Select(moment => moment.Light[mode]))],
            LabelX = "t (rounds)", LabelY = "mode", RowNames = [.. Enumerable.Range(1, Modes).Select(mode => $"{mode}")],
            ColumnNames = [.. course.Select(moment => Digits.Fixed(moment.Time, 0).Replace('-', '−'))],
        };
    }

    private static LineChart Chart(Passage[] journeys)
    {
        double[] rounds = [.. Enumerable.Range(0, Modes).Select(round => (double)round)];
        double[] Mean(Func<Passage, double[]> course) => [.. Enumerable.Range(0, Modes).Select(round => journeys.Average(one => course(one)[round]))];
        return new LineChart
        {
            Title = "What is left of a small displacement and of the light", X = new Axis("rounds, each of which makes one mode an ancilla"), Y = new Axis("size, of that at the start", Logarithmic: true),
            Series =
            [
                new Series("among the modes that take part", rounds, Mean(one => one.Active), SeriesStyle.Marked),
                new Series("in all modes", rounds, Mean(one => one.Whole), SeriesStyle.Marked),
                new Series("light among the modes that take part", rounds, Mean(one => one.Share), SeriesStyle.Marked),
                new Series("√(m/8): m of 8 coordinates are looked at", rounds, [.. Enumerable.Range(0, Modes).Select(LeftOut)], SeriesStyle.Reference),
            ],
        };
    }

    /// <summary>One input on its way out and home.</summary>
    /// <param name="Course">Time in rounds, 0 at the reversal, and |Ψ|² of every mode.</param>
    /// <param name="Share">Light of the modes that take part, of all, by rounds.</param>
    /// <param name="Active">A small displacement among them, of its size at the start.</param>
    /// <param name="Whole">The same in all modes.</param>
    /// <param name="Miss">Distance from the start after the echo, of the start's norm.</param>
    private sealed record Passage(IReadOnlyList<(double Time, double[] Light)> Course, double[] Share, double[] Active, double[] Whole, double Miss)
    {
        public static Passage Of(ulong seed, bool forgotten)
        {
            var (x, near, start) = (Start(seed, 0), Start(seed, Small), Start(seed, 0));
            var course = new List<(double, double[])> { (1 - Modes, Light(x)) };
            var (share, active, whole) = (new double[Modes], new double[Modes], new double[Modes]);
            var apart = Distance(x, near, Modes);
            void Weigh(int round)
            {
                var light = Light(x);
                share[round] = light[..(Modes - round)].Sum() / light.Sum();
                (active[round], whole[round]) = (Distance(x, near, Modes - round) / apart, Distance(x, near, Modes) / apart);
            }

            Weigh(0);
            var rounds = Enumerable.Range(0, Modes - 1).Select(round => Slice(Modes - round)).ToArray();
            var all = Slices * rounds.Length;
            for (var slice = 0; slice < all; slice++)
            {
                rounds[slice / Slices].Forward(x.View);
                rounds[slice / Slices].Forward(near.View);
                course.Add(((slice + 1.0 - all) / Slices, Light(x)));
                if ((slice + 1) % Slices == 0)
                {
                    Weigh((slice + 1) / Slices);
                }
            }

            x.View.Reverse();
            if (forgotten)
            {
                var ancilla = (Modes - (Modes / 2)) * x.Lanes;
                x.View.P[ancilla] = -x.View.P[ancilla];
            }

            for (var slice = all - 1; slice >= 0; slice--)
            {
                rounds[slice / Slices].Backward(x.View);
                course.Add(((double)(all - slice) / Slices, Light(x)));
            }

            x.View.Reverse();
            var dark = new PhasePoint<double>(Modes, 1);
            return new Passage(course, share, active, whole, Distance(x, start, Modes) / Distance(start, dark, Modes));
        }

        // The ring among the modes that take part; a palindrome, so that it is its own way back.
        private static FlowElement Slice(int modes)
        {
            int[] all = [.. Enumerable.Range(0, modes)];
            (int, int)[] even = [.. all.Where(mode => mode % 2 == 0 && mode + 1 < modes).Select(mode => (mode, mode + 1))];
            (int, int)[] odd = [.. all.Where(mode => mode % 2 == 1 && mode + 1 < modes).Select(mode => (mode, mode + 1))];
            const double time = 1.0 / Slices;
            var (kerr, first) = (ModeTerms.Kerr<double>(all, Kerr), ModeTerms.BeamSplitter<double>(even, Hopping));
            return odd.Length == 0
                ? new FlowElement("slice", (kerr, time / 2), (first, time), (kerr, time / 2))
                : new FlowElement("slice", (kerr, time / 2), (first, time / 2), (ModeTerms.BeamSplitter<double>(odd, Hopping), time), (first, time / 2), (kerr, time / 2));
        }

        private static PhasePoint<double> Start(ulong seed, double displacement)
        {
            var (stream, x) = (new RandomStream(seed, "heb-4b"), new PhasePoint<double>(Modes, 1));
            for (var mode = 0; mode < Modes; mode++)
            {
                var ((q, p), (dq, dp)) = (stream.Normals(0, (uint)mode), stream.Normals(1, (uint)mode));
                x.View.Q[mode * x.Lanes] = q + (displacement * dq);
                x.View.P[mode * x.Lanes] = p + (displacement * dp);
            }

            return x;
        }

        private static double[] Light(PhasePoint<double> x) =>
            [.. Enumerable.Range(0, Modes).Select(mode => (Square(x.View.Q[mode * x.Lanes]) + Square(x.View.P[mode * x.Lanes])) / 2)];

        private static double Distance(PhasePoint<double> a, PhasePoint<double> b, int modes) => Math.Sqrt(Enumerable.Range(0, modes).Sum(mode =>
            Square(a.View.Q[mode * a.Lanes] - b.View.Q[mode * a.Lanes]) + Square(a.View.P[mode * a.Lanes] - b.View.P[mode * a.Lanes])));

        private static double Square(double a) => a * a;
    }
}

using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How deep an echo of nonlinear units stays good, and whether its meter knows.</summary>
internal sealed class RhelHorizon : IReproduction
{
    private const int Oscillators = 16;
    private const int Every = 32;

    // Points of a curve that its neighbours cross.
    private const int Points = 300;

    // The echo counts as lost where the retraced positions miss by this part of the state.
    private const double Lost = 0.1;

    private const string Single = "single", Double = "double", Exact = "whole numbers";

    private const double SingleRounding = 6e-8, DoubleRounding = 1.1e-16;

    private static readonly (double Step, double Drive)[] Cases =
        [(0.01, 1), (0.1, 1), (0.3, 0.3), (0.3, 1), (0.6, 1), (0.6, 3)];

    public string Name => "rhel-horizon";

    public string Title => "The horizon of an echo";

    public string Shows =>
        "(Not a figure of the paper.) Driven anharmonic oscillators with long steps are chaotic: rounding grows as "
        + "e^(λt) on the way home, so an echo in arithmetic of relative rounding u is lost where λT has grown to about "
        + "ln(λh/u), whatever h and the drive. In whole numbers it is never lost.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "1";

    public string Extent(bool quick) =>
        $"{Oscillators} nonlinear units, white drive, {Steps(quick)} steps; six pairs of step h and strength of the "
        + "drive";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var table = new ResultTable(
            "table", "Where echoes are lost and where the meter expected it; λT: ln of the error signal's growth",
            new Column("h", "0.####"), new Column("drive", "0.##"), new Column("mean λ per unit of time", "0.0000"),
            new Column("arithmetic"),
            new Column("announced at step", "0"), new Column("error then", "0.0e+0"),
            new Column("horizon foreseen at step", "0"), new Column("horizon", "0"),
            new Column("lost at step", "0"), new Column("λT there", "0.0"), new Column("expected λT", "0.0"),
            new Column("error at the end", "0.0e+0"));
        var courses = new List<Course>();
        foreach (var (step, drive) in Cases)
        {
            workshop.Say($"h = {step}, drive {drive}");
            var noise = RhelPlans.Noise("drive", Steps(quick) * Oscillators, drive);
            courses.Add(new Course(step, drive, Single, Send<float>(step, noise, exactReturn: false)));
            courses.Add(new Course(step, drive, Double, Send<double>(step, noise, exactReturn: false)));
            courses.Add(new Course(step, drive, Exact, Send<double>(step, noise, exactReturn: true)));
            foreach (var course in courses.TakeLast(3))
            {
                var (warned, foreseen, lost) = (course.Announced, course.Foreseen, course.LostAt);
                table.Add(
                    step, drive, course.Rate / step, course.Arithmetic, (double?)warned?.Depth ?? double.NaN,
                    warned?.MeterError ?? double.NaN,
                    (double?)foreseen?.Depth ?? double.NaN, foreseen?.Horizon ?? double.NaN,
                    lost is { } at ? course.Readings[at].Depth : double.NaN,
                    lost is { } there ? course.Growth[there] : double.NaN,
                    lost is null ? double.NaN : course.Expected, course.Readings[^1].Miss);
            }
        }

        return new Findings
        {
            Tables = [table, Meter(courses)],
            Comparisons = [.. Compare(courses)],
            Deviations =
            [
                "Oscillators as published but for h and the drive: w from U(0.5, 1), c from 0.5 to 0.73, α from "
                + "U(0.1, 1), b = 0, at rest at first; the drive is white noise, one value a step.",
                $"Lost: the retraced positions miss those of the way out by {Digits.PerCent(Lost, 0)} of the rms of "
                + "the state at the turning point.",
            ],
            Figures = [("collapse", Collapse(courses)), ("depth", Depth(courses))],
        };
    }

    private static int Steps(bool quick) => quick ? 24_000 : 120_000;

    private sealed record Course(double Step, double Drive, string Arithmetic, IReadOnlyList<UnitReading> Readings)
    {
        public double[] Growth { get; } = RhelHorizon.Growth(Readings);

        public string Name => $"h {Step}, s {Drive}";

        /// <summary>λ a step, mean of the way home as far as it is the way out, and as numbers reach.</summary>
        public double Rate => Growth[Last] / Readings[Last].Depth;

        public bool Chaotic => Growth[Last] > Math.Log(100);

        /// <summary>λT at which u, added at every step and amplified, counts as lost: Σ u e^(λ(T−t)) = u e^λT/(λh).</summary>
        public double Expected => Math.Log(Lost * Rate / (Arithmetic == Single ? SingleRounding : DoubleRounding));

        public double Worst => Readings.Max(reading => reading.Miss);

        public int? LostAt => First(reading => reading.Miss > Lost);

        public UnitReading? Announced => First(reading => reading.Warning is not null) is { } at ? Readings[at] : null;

        public UnitReading? Foreseen =>
            First(reading => reading.Warning is not null && double.IsFinite(reading.Horizon)) is { } at
                ? Readings[at]
                : null;

        private int Last => LostAt ?? Array.FindLastIndex(Growth, double.IsFinite);

        private int? First(Predicate<UnitReading> found) =>
            Readings.ToList().FindIndex(found) is var at && at >= 0 ? at : null;
    }

    private static IReadOnlyList<UnitReading> Send<T>(double step, double[] drive, bool exactReturn)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => UnitProbe.Run<T>(
            new UnitSettings
            {
                Kind = UnitKind.Nonlinear, Oscillators = Oscillators, StepMap = StepMap.Fixed, Step = step,
                ExactReturn = exactReturn,
            },
            1, drive, RhelPlans.Noise("error", Oscillators, 1), new SequenceEcho(SequenceMethod.Tangent), Every);

    /// <summary>λT of every reading: ln of the error signal over its size at the turning point.</summary>
    private static double[] Growth(IReadOnlyList<UnitReading> readings)
    {
        var start = Math.Sqrt(RhelPlans.Noise("error", Oscillators, 1).Sum(one => one * one));
        return [.. readings.Select(reading => Math.Log(reading.ErrorSignal / start))];
    }

    private static IEnumerable<Comparison> Compare(List<Course> courses)
    {
        foreach (var arithmetic in new[] { Single, Double })
        {
            var lost = courses.Where(course => course.Arithmetic == arithmetic && course.LostAt is not null).ToArray();
            string All(Func<Course, double> value, int decimals) =>
                lost.Length == 0 ? "no echo was lost"
                    : string.Join(", ", lost.Select(course => Digits.Fixed(value(course), decimals)));
            yield return new(
                $"λT at which the echo is lost, {arithmetic} precision",
                $"not in the paper; expected {All(course => course.Expected, 0)}",
                All(course => course.Growth[course.LostAt!.Value], 1),
                "λT is that of the error signal, rounding takes the fastest ways");
            yield return new(
                $"first horizon foreseen over the step at which the echo was lost, {arithmetic} precision",
                "not in the paper; 1",
                All(course => (course.Foreseen?.Horizon ?? double.NaN) / course.Readings[course.LostAt!.Value].Depth,
                    2).Replace("NaN", "none", StringComparison.Ordinal),
                lost.All(course => course.Announced?.Depth < course.Readings[course.LostAt!.Value].Depth)
                    ? "a warning came before every loss" : "not every loss was announced");
        }

        var regular = courses.Where(course => !course.Chaotic && course.Arithmetic != Exact).ToArray();
        yield return new(
            "regular layers", "not in the paper; never lost",
            $"{regular.Count(course => course.LostAt is null)} of {regular.Length} come home, error at most "
            + $"{Digits.Power(regular.Select(course => course.Readings[^1].Miss).DefaultIfEmpty(0).Max(), 1)}",
            "none");
        yield return new(
            "whole numbers", "not in the paper; never lost",
            $"largest miss {Digits.Power(courses.Max(course => course.Arithmetic == Exact ? course.Worst : 0))}",
            "none");
    }

    private static ResultTable Meter(List<Course> courses)
    {
        var table = new ResultTable(
            "meter", "What the meter said on the way home",
            new Column("h", "0.####"), new Column("drive", "0.##"), new Column("arithmetic"), new Column("step", "0"),
            new Column("miss", "0.0e+0"),
            new Column("measured by the meter", "0.0e+0"), new Column("λ of the meter, a step", "0.0e+0"),
            new Column("horizon", "0"));
        foreach (var course in courses)
        {
            foreach (var reading in course.Readings.Where((_, i) => i % 16 == 15 || i == course.Readings.Count - 1))
            {
                table.Add(
                    course.Step, course.Drive, course.Arithmetic, reading.Depth, reading.Miss, reading.MeterError,
                    reading.Rate, reading.Horizon);
            }
        }

        return table;
    }

    private static LineChart Collapse(List<Course> courses)
    {
        var chaotic = courses.Where(course => course.Chaotic && course.Arithmetic == Double).ToArray();
        return new LineChart
        {
            Title = "How far the way home misses, against λT (pale: single, dark: double)",
            X = new Axis("λT, growth of the error signal on the way back"),
            Y = new Axis("miss, of the state", Logarithmic: true), Width = 860,
            Series =
            [
                .. chaotic.SelectMany(course => new[]
                {
                    Of(courses.First(other => other.Arithmetic == Single && other.Name == course.Name), "",
                        SeriesStyle.Faint),
                    Of(course, course.Name, SeriesStyle.Line),
                }),
                Expected("∝ u e^λT", SingleRounding, chaotic), Expected("", DoubleRounding, chaotic),
            ],
        };

        Series Of(Course course, string name, SeriesStyle style)
        {
            // Far beyond the loss there is nothing more to see.
            int[] seen = [.. Enumerable.Range(0, course.Growth.Length).Where(i => course.Growth[i] is > 0 and < 50)];
            int[] shown = [.. seen.Where((_, i) => i % ((seen.Length / Points) + 1) == 0)];
            return new Series(name, [.. shown.Select(i => course.Growth[i])],
                [.. shown.Select(i => course.Readings[i].Miss)], style);
        }
    }

    /// <summary>Rounding added at every step and amplified.</summary>
    private static Series Expected(string name, double rounding, Course[] chaotic)
    {
        var added = rounding / chaotic.Average(course => course.Rate);
        return new Series(name, [0, Math.Log(1 / added)], [added, 1], SeriesStyle.Reference);
    }

    private static LineChart Depth(List<Course> courses) => new()
    {
        Title = "How far the way home misses, against its depth (double precision)",
        X = new Axis("steps back from the turning point", Logarithmic: true),
        Y = new Axis("miss, of the state", Logarithmic: true), Width = 860,
        Series =
        [
            .. courses.Where(course => course.Arithmetic == Double).Select(course => new Series(
                course.Name, [.. course.Readings.Select(reading => (double)reading.Depth)],
                [.. course.Readings.Select(reading => reading.Miss)])),
        ],
    };
}

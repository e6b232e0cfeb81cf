using Loschmidt.Experiments.Figures;
using Loschmidt.Machines;
using Loschmidt.Sequences;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How deep an echo of nonlinear units stays good, and whether its meter knows.</summary>
internal sealed class RhelHorizon : IReproduction
{
    private const int Oscillators = 16;
    private const int Every = 32;

    // The echo counts as lost where the retraced positions miss by this part of the state.
    private const double Lost = 0.1;

    private static readonly (double Step, double Drive)[] Cases =
        [(0.01, 1), (0.1, 0.3), (0.1, 1), (0.3, 0.3), (0.3, 1), (0.3, 3)];

    public string Name => "rhel-horizon";

    public string Title => "The horizon of an echo";

    public string Shows =>
        "Not a figure of the paper. Driven anharmonic oscillators with long steps are chaotic: rounding grows as e^(λt) on the way home, so the echo of "
        + "arithmetic with relative rounding u is lost near λt = ln(1/u), and no later. In whole numbers it is never lost.";

    public NeededData? Needs(bool quick) => null;

    public string Extent(bool quick) => $"{Oscillators} nonlinear units, white drive, {Steps(quick)} steps; six pairs of step h and strength of the drive";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var table = new ResultTable(
            "table", "Where echoes are lost and where the meter expected it; λ from the growth of the error signal on an exact return",
            new Column("h", "0.####"), new Column("drive", "0.##"), new Column("λ per unit of time", "0.0000"), new Column("arithmetic"),
            new Column("announced at step", "0"), new Column("error then", "0.0e+0"), new Column("horizon foreseen then", "0"),
            new Column("lost at step", "0"), new Column("λt there", "0.0"), new Column("error at the end", "0.0e+0"));
        var courses = new List<Course>();
        foreach (var (step, drive) in Cases)
        {
            workshop.Say($"h = {step}, drive {drive}");
            var noise = RhelPlans.Noise("drive", Steps(quick) * Oscillators, drive);
            var exact = Send<double>(step, noise, exactReturn: true);
            var rate = Rate(exact) / step;
            courses.Add(new Course(step, drive, "single", rate, Send<float>(step, noise, exactReturn: false)));
            courses.Add(new Course(step, drive, "double", rate, Send<double>(step, noise, exactReturn: false)));
            courses.Add(new Course(step, drive, "whole numbers", rate, exact));
            foreach (var course in courses.TakeLast(3))
            {
                var warned = course.Announced;
                var lost = course.LostAt;
                table.Add(
                    step, drive, rate, course.Arithmetic, (double?)warned?.Depth ?? double.NaN, warned?.MeterError ?? double.NaN,
                    warned?.Horizon ?? double.NaN, lost ?? double.NaN, lost * step * rate ?? double.NaN, course.Readings[^1].Miss);
            }
        }

        return new Findings
        {
            Tables = [table, Meter(courses)],
            Comparisons = [.. Compare(courses)],
            Deviations =
            [
                "Oscillators as published but for h and the drive: w from U(0.5, 1), c from 0.5 to 0.73, α from U(0.1, 1), b = 0, at rest at first; the drive is white noise, one value a step.",
                $"Lost: the retraced positions miss those of the way out by {Digits.PerCent(Lost, 0)} of the rms of the state at the turning point.",
            ],
            Figures = [("collapse", Collapse(courses)), ("depth", Depth(courses))],
        };
    }

    private static int Steps(bool quick) => quick ? 6000 : 30_000;

    private sealed record Course(double Step, double Drive, string Arithmetic, double Rate, IReadOnlyList<UnitReading> Readings)
    {
        public string Name => $"h {Step}, s {Drive}";

        public bool Chaotic => Rate * Step * Readings[^1].Depth > 10;

        public double? LostAt => Readings.Any(reading => reading.Miss > Lost) ? Readings.First(reading => reading.Miss > Lost).Depth : null;

        public UnitReading? Announced =>
            Readings.Any(reading => reading.Warning is not null) ? Readings.First(reading => reading.Warning is not null) : null;
    }

    private static IReadOnlyList<UnitReading> Send<T>(double step, double[] drive, bool exactReturn)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => UnitProbe.Run<T>(
            new UnitSettings { Kind = UnitKind.Nonlinear, Oscillators = Oscillators, StepMap = StepMap.Fixed, Step = step, ExactReturn = exactReturn },
            1, drive, RhelPlans.Noise("error", Oscillators, 1), new SequenceEcho(SequenceMethod.Tangent), Every);

    /// <summary>λ a step: the slope of ln ‖λ_k‖ over the last three quarters of the way.</summary>
    private static double Rate(IReadOnlyList<UnitReading> readings)
    {
        var (first, last) = (readings[readings.Count / 4], readings[^1]);
        return Math.Log(last.ErrorSignal / first.ErrorSignal) / (last.Depth - first.Depth);
    }

    private static IEnumerable<Comparison> Compare(List<Course> courses)
    {
        foreach (var (arithmetic, rounding) in new[] { ("single", 6e-8), ("double", 1.1e-16) })
        {
            var lost = courses.Where(course => course.Arithmetic == arithmetic && course.Chaotic && course.LostAt is not null).ToArray();
            yield return new(
                $"λt at which the echo is lost, {arithmetic} precision", $"not in the paper; ln(1/u) = {Digits.Fixed(Math.Log(1 / rounding), 1)} by the growth of rounding",
                lost.Length == 0 ? "no echo was lost" : string.Join(", ", lost.Select(course => Digits.Fixed(course.LostAt!.Value * course.Step * course.Rate, 1))),
                "λ is a mean over the way and over oscillators; the fastest lose first");
            var foreseen = lost.Where(course => course.Announced is { } reading && double.IsFinite(reading.Horizon)).ToArray();
            yield return new(
                $"horizon foreseen over where it was lost, {arithmetic} precision", "not in the paper; 1",
                foreseen.Length == 0 ? "no echo was lost" : string.Join(", ", foreseen.Select(course => Digits.Fixed(course.Announced!.Value.Horizon / course.LostAt!.Value, 2))),
                "said at the first warning");
        }

        var regular = courses.Where(course => !course.Chaotic && course.Arithmetic != "whole numbers").ToArray();
        yield return new(
            "regular layers", "not in the paper; never lost",
            $"{regular.Count(course => course.LostAt is null)} of {regular.Length} come home, error at most {Digits.Power(regular.Select(course => course.Readings[^1].Miss).DefaultIfEmpty(0).Max(), 1)}",
            "none");
        yield return new(
            "whole numbers", "not in the paper; never lost",
            $"largest miss {Digits.Power(courses.Where(course => course.Arithmetic == "whole numbers").Max(course => course.Readings.Max(reading => reading.Miss)))}",
            "none");
    }

    private static ResultTable Meter(List<Course> courses)
    {
        var table = new ResultTable(
            "meter", "What the meter said on the way home",
            new Column("h", "0.####"), new Column("drive", "0.##"), new Column("arithmetic"), new Column("step", "0"), new Column("miss", "0.0e+0"),
            new Column("measured by the meter", "0.0e+0"), new Column("λ of the meter, a step", "0.0e+0"), new Column("horizon", "0"));
        foreach (var course in courses)
        {
            foreach (var reading in course.Readings.Where((_, i) => i % 16 == 15 || i == course.Readings.Count - 1))
            {
                table.Add(
                    course.Step, course.Drive, course.Arithmetic, reading.Depth, reading.Miss, reading.MeterError, reading.Rate, reading.Horizon);
            }
        }

        return table;
    }

    private static LineChart Collapse(List<Course> courses)
    {
        var chaotic = courses.Where(course => course.Chaotic && course.Arithmetic == "double").ToArray();
        double Time(Course course, UnitReading reading) => reading.Depth * course.Step * course.Rate;
        double[] line = [0, Math.Log(1 / 1.1e-16)];
        return new LineChart
        {
            Title = "How far the way home misses, against λt (single and double precision)",
            X = new Axis("λt back from the turning point"), Y = new Axis("miss, of the state", Logarithmic: true), Width = 860,
            Series =
            [
                .. chaotic.SelectMany(course => new[]
                {
                    Of(courses.First(other => other.Arithmetic == "single" && other.Name == course.Name), "", SeriesStyle.Faint),
                    Of(course, course.Name, SeriesStyle.Line),
                }),
                new Series("u e^(λt)", [0, Math.Log(1 / 6e-8)], [6e-8, 1], SeriesStyle.Reference),
                new Series("", line, [1.1e-16, 1], SeriesStyle.Reference),
            ],
        };

        Series Of(Course course, string name, SeriesStyle style)
        {
            var shown = course.Readings.Where(reading => Time(course, reading) <= 60).ToArray();
            return new Series(name, [.. shown.Select(reading => Time(course, reading))], [.. shown.Select(reading => reading.Miss)], style);
        }
    }

    private static LineChart Depth(List<Course> courses) => new()
    {
        Title = "How far the way home misses, against its depth (double precision)",
        X = new Axis("steps back from the turning point", Logarithmic: true), Y = new Axis("miss, of the state", Logarithmic: true), Width = 860,
        Series =
        [
            .. courses.Where(course => course.Arithmetic == "double").Select(course => new Series(
                course.Name, [.. course.Readings.Select(reading => (double)reading.Depth)], [.. course.Readings.Select(reading => reading.Miss)])),
        ],
    };
}

using Loschmidt.Experiments.Figures;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>How long what was learned is remembered, when the ground states are not quite alike.</summary>
internal sealed class MemoryLifetimeFigure : IReproduction
{
    // Ω of either matter, H' = h cos kθ, and how far a memory may slide.
    private const double Ω = 1, Wavenumber = 2, Start = 0.5, Moved = 0.1, Friction = 1;

    // Of the time that theory gives: how finely the moment is looked for.
    private const int Looks = 200;

    private static readonly (string Name, Func<LearningMatter> Make)[] Matters =
        [("free particle", () => new FreeParticle(Ω)), ("Mexican hat", () => new MexicanHat(1, Ω / 8))];

    public string Name => "memory-lifetime";

    public string Title => "How long a memory lasts against what breaks its degeneracy";

    public string Shows =>
        "The paper asks for a continuously degenerate ground state, and says that an approximate one will do if the differences in energy are small enough; it gives no figure.";

    public NeededData? Needs(bool quick) => null;

    public string SeedsOf(bool quick) => "none: nothing is drawn";

    public string Extent(bool quick) =>
        $"H' = h cos {Wavenumber}θ from θ = {Start}, remembered until it has moved by {Moved}; Ω = {Ω}, Γ = {Friction} or none, {Heights(quick).Length} heights";

    public Findings Run(IWorkshop workshop, bool quick)
    {
        var heights = Heights(quick);
        var courses = Matters.SelectMany(matter => new[] { true, false }.Select(rubs => Measure(workshop, heights, matter.Name, matter.Make, rubs))).ToArray();
        var table = new ResultTable(
            "table", "Lifetimes in units of 1/Ω", new Column("matter"), new Column("friction"), new Column("height h", "0.0e+0"),
            new Column("measured", "0.0000e+0"), new Column("theory", "0.0000e+0"), new Column("measured/theory", "0.0000"));
        foreach (var course in courses)
        {
            for (var i = 0; i < heights.Length; i++)
            {
                table.Add(course.Matter, course.Rubs ? "yes" : "no", heights[i], course.Measured[i], course.Theory[i], course.Measured[i] / course.Theory[i]);
            }
        }

        return new Findings
        {
            Tables = [table],
            Comparisons =
            [
                .. courses.Select(course => new Comparison(
                    $"{course.Label}: lifetime over theory", "1; not in the paper",
                    $"{Digits.Fixed(course.Measured[0] / course.Theory[0], 4)} at h = {Digits.Power(heights[0])}, {Digits.Fixed(course.Measured[^1] / course.Theory[^1], 4)} at h = {Digits.Power(heights[^1])}",
                    course.Rubs ? "of second order in Ωhk²/Γ²" : "none")),
            ],
            Deviations =
            [
                "Theory with friction: (Γ/Ωhk²) ln[tan(kθ₁/2)/tan(kθ₀/2)] + [1 + ln(sin kθ₁/sin kθ₀)]/Γ, θ₁ = θ₀ + δ, for Γ² ≫ Ωhk²; without: the time in which a pendulum falls so far, which goes with h^(−1/2).",
                "A hat whose cross-Kerr effect is off by a share κ has k = 4, h = −κbR⁴/4, R² = a/2b.",
            ],
            Figures =
            [
                ("lifetime", new LineChart
                {
                    Title = "Lifetime of a memory (theory dashed)", X = new Axis("height h of what breaks the degeneracy", Logarithmic: true),
                    Y = new Axis("time until θ has moved by 0.1", "1/Ω", Logarithmic: true),
                    Series =
                    [
                        .. courses.Select(course => new Series(course.Label, heights, course.Measured, SeriesStyle.Marked)),
                        .. courses.Take(2).Select(course => new Series("", heights, course.Theory, SeriesStyle.Reference)),
                    ],
                    Width = 860,
                }),
            ],
        };
    }

    /// <summary>Lets a memory go and looks when it has moved by <see cref="Moved"/>.</summary>
    internal static double Lifetime(LearningMatter matter, double height, bool rubs, double expected)
    {
        var pinned = new BrokenDegeneracy(matter, height, Wavenumber);
        var (x, θ, π) = (new double[pinned.Carriers], new double[1], new double[1]);
        pinned.Settle([Start], x);
        var (last, time) = (Start, 0.0);
        var look = expected / Looks;
        while (time < 4 * expected)
        {
            if (rubs)
            {
                pinned.Relax(x, Friction, look, 1, null, 0);
            }
            else
            {
                pinned.Drift(x, look);
            }

            pinned.Read(x, θ, π);
            if (θ[0] - Start >= Moved)
            {
                return time + (look * (Start + Moved - last) / (θ[0] - last));
            }

            (last, time) = (θ[0], time + look);
        }

        return double.NaN;
    }

    private static Course Measure(IWorkshop workshop, double[] heights, string name, Func<LearningMatter> make, bool rubs)
    {
        workshop.Say($"{name}, {(rubs ? "with" : "without")} friction");
        double[] theory =
        [
            .. heights.Select(height => rubs
                ? MemoryLifetime.WithFriction(Ω, Friction, height, Wavenumber, Start, Moved)
                : MemoryLifetime.WithoutFriction(Ω, height, Wavenumber, Start, Moved)),
        ];
        return new Course(name, rubs, theory, [.. heights.Zip(theory, (height, time) => Lifetime(make(), height, rubs, time))]);
    }

    private static double[] Heights(bool quick) => quick ? [1e-3, 1e-2] : [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2];

    private sealed record Course(string Matter, bool Rubs, double[] Theory, double[] Measured)
    {
        public string Label => $"{Matter}, {(Rubs ? "friction" : "no friction")}";
    }
}

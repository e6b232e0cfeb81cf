using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Tests.Terms.Modes;

/// <summary>Every mode term, on some of four modes, with random θ and random fields of order one.</summary>
internal static class TermCases
{
    public const int Coordinates = 4;
    public const double Time = 0.37;

    private static readonly (string Name, Func<ITerm<double>> Double, Func<ITerm<float>> Single)[] Cases =
    [
        ("detuning",
            () => ModeTerms.Detuning<double>([0, 2], Strength.Fixed(0.9, -1.3)),
            () => ModeTerms.Detuning<float>([0, 2], Strength.Fixed(0.9, -1.3))),
        ("phase",
            () => ModeTerms.PhaseElement<double>([1, 2, 3], 1.4),
            () => ModeTerms.PhaseElement<float>([1, 2, 3], 1.4)),
        ("rotor", () => ModeTerms.Rotor<double>([3, 0], 1.1), () => ModeTerms.Rotor<float>([3, 0], 1.1)),
        ("kerr", () => ModeTerms.Kerr<double>([0, 1], 0.8), () => ModeTerms.Kerr<float>([0, 1], 0.8)),
        ("trained kerr",
            () => ModeTerms.Kerr<double>([0, 1], Strength.Trainable()),
            () => ModeTerms.Kerr<float>([0, 1], Strength.Trainable())),
        ("beam splitter",
            () => ModeTerms.BeamSplitter<double>([(0, 3), (2, 1)], 0.7),
            () => ModeTerms.BeamSplitter<float>([(0, 3), (2, 1)], 0.7)),
        ("hopping",
            () => ModeTerms.BeamSplitter<double>([(0, 3), (2, 1)], Strength.Trainable()),
            () => ModeTerms.BeamSplitter<float>([(0, 3), (2, 1)], Strength.Trainable())),
        ("cross-kerr",
            () => ModeTerms.CrossKerr<double>([(1, 2)], 0.6),
            () => ModeTerms.CrossKerr<float>([(1, 2)], 0.6)),
        ("trained cross-kerr",
            () => ModeTerms.CrossKerr<double>([(1, 2)], Strength.CosineSquared()),
            () => ModeTerms.CrossKerr<float>([(1, 2)], Strength.CosineSquared())),
        ("parametric",
            () => ModeTerms.DegenerateParametric<double>([0, 2], Strength.CosineSquared(0.4)),
            () => ModeTerms.DegenerateParametric<float>([0, 2], Strength.CosineSquared(0.4))),
        ("squeezing",
            () => ModeTerms.TwoModeSqueezing<double>([(3, 1)], Strength.Trainable(0.5)),
            () => ModeTerms.TwoModeSqueezing<float>([(3, 1)], Strength.Trainable(0.5))),
        ("optomechanical",
            () => ModeTerms.Optomechanical<double>([(3, 1)], 0.6),
            () => ModeTerms.Optomechanical<float>([(3, 1)], 0.6)),
        ("trained optomechanical",
            () => ModeTerms.Optomechanical<double>([(0, 2), (3, 1)], Strength.CosineSquared(0.5)),
            () => ModeTerms.Optomechanical<float>([(0, 2), (3, 1)], Strength.CosineSquared(0.5))),
        ("quadratic",
            () => ModeTerms.Quadratic<double>([3, 0, 1], Symmetric),
            () => ModeTerms.Quadratic<float>([3, 0, 1], Symmetric)),
        ("chi2 H1", () => ModeTerms.Chi2<double>([(0, 1)], 0.5)[0], () => ModeTerms.Chi2<float>([(0, 1)], 0.5)[0]),
        ("chi2 H2", () => ModeTerms.Chi2<double>([(0, 1)], 0.5)[1], () => ModeTerms.Chi2<float>([(0, 1)], 0.5)[1]),
        ("chi2 H3", () => ModeTerms.Chi2<double>([(0, 1)], 0.5)[2], () => ModeTerms.Chi2<float>([(0, 1)], 0.5)[2]),
        ("trained chi2 H1",
            () => Trained<double, Chi2PositionQuantity>(),
            () => Trained<float, Chi2PositionQuantity>()),
        ("trained chi2 H2",
            () => Trained<double, Chi2MomentumQuantity>(),
            () => Trained<float, Chi2MomentumQuantity>()),
        ("trained chi2 H3", () => Trained<double, Chi2ProductQuantity>(), () => Trained<float, Chi2ProductQuantity>()),
    ];

    private static double[,] Symmetric => new[,] { { 0.3, 0.2, -0.4 }, { 0.2, -0.1, 0.5 }, { -0.4, 0.5, 0.6 } };

    public static TheoryData<string> All => [.. Cases.Select(c => c.Name)];

    public static TheoryData<string> Trainable => [.. Cases.Where(c => c.Double().Tensors.Count > 0).Select(c => c.Name)];

    public static ITerm<double> Create(string name) => Array.Find(Cases, c => c.Name == name).Double();

    public static ITerm<float> CreateSingle(string name) => Array.Find(Cases, c => c.Name == name).Single();

    public static double[] Theta<T>(ITerm<T> term)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var count = term.Tensors.Sum(t => t.Shape.Aggregate(1, (a, b) => a * b));
        return Vector(count, "theta");
    }

    public static double[] Vector(int count, string name)
    {
        var stream = new RandomStream(23, name);
        return [.. Enumerable.Range(0, count).Select(k => stream.Normal(0, (uint)k))];
    }

    public static PhasePoint<double> RandomPoint(int samples, string name = "field")
    {
        var stream = new RandomStream(29, name);
        var x = new PhasePoint<double>(Coordinates, samples);
        for (var i = 0; i < Coordinates; i++)
            for (var lane = 0; lane < samples; lane++)
                (x.View.Q[i * x.Lanes + lane], x.View.P[i * x.Lanes + lane]) = stream.Normals(0, (uint)i, (uint)lane);

        return x;
    }

    public static double EnergyOf(ITerm<double> term, PhasePoint<double> x, ReadOnlySpan<double> θ)
    {
        Span<double> energy = stackalloc double[x.Lanes];
        energy.Clear();
        term.Energy(x.View, new Control<double>(θ), energy);
        var sum = 0.0;
        foreach (var value in energy)
            sum += value;
        return sum;
    }

    /// <summary>One sample's state as a plain vector (q₀, p₀, q₁, …).</summary>
    public static double[] Read(PhasePoint<double> x)
    {
        var values = new double[2 * Coordinates];
        for (var i = 0; i < Coordinates; i++)
            (values[2 * i], values[2 * i + 1]) = (x.View.Q[i * x.Lanes], x.View.P[i * x.Lanes]);

        return values;
    }

    public static PhasePoint<double> Write(double[] values)
    {
        var x = new PhasePoint<double>(Coordinates, 1);
        for (var i = 0; i < Coordinates; i++)
            (x.View.Q[i * x.Lanes], x.View.P[i * x.Lanes]) = (values[2 * i], values[2 * i + 1]);

        return x;
    }

    public static double[] Flow(ITerm<double> term, double[] start, double[] θ, double time)
    {
        var x = Write(start);
        term.Flow(x.View, new Control<double>(θ), time);
        return Read(x);
    }

    public static double Distance(double[] a, double[] b) => a.Zip(b, (u, v) => Math.Abs(u - v)).Max();

    private static ModeTerm<T, TQuantity> Trained<T, TQuantity>()
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        where TQuantity : struct, IModeQuantity =>
        new("chi2", [new ModePair(0, 1), new ModePair(3, 2)], Strength.CosineSquared(0.7));
}

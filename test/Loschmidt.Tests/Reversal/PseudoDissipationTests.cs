using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Reversal;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Tests.Reversal;

/// <summary>What takes light from modes, and what takes chaos from them, without losing either.</summary>
public sealed class PseudoDissipationTests
{
    private static readonly (int, int)[] Pairs = [(0, 2), (1, 3)];

    public static TheoryData<string> Elements => ["chi2", "interferometer", "kerr", "contraction", "amplitude"];

    /// <summary>Mutation: one of the coefficients of any of them.</summary>
    [Theory, MemberData(nameof(Elements))]
    public void It_is_canonical_and_undone_on_the_way_home(string name)
    {
        var (element, x, start) = (Element(name), Point(lit: true), Point(lit: true));
        element.Forward(x.View);
        Apart(x, start).ShouldBeGreaterThan(0.1);
        x.View.Reverse();
        element.Backward(x.View);
        x.View.Reverse();
        Apart(x, start).ShouldBeLessThan(1e-13);
        Brackets(element).ShouldBeLessThan(1e-8, "differences of 1e-5");
    }

    /// <summary>Mutation: an ancilla that is not filled by what the modes lose.</summary>
    [Theory, MemberData(nameof(Elements))]
    public void With_empty_ancillas_it_takes_light_that_they_keep(string name)
    {
        var x = Point(lit: false);
        var (before, worth) = (Light(x, 0, 2), name == "chi2" ? 2 : 1);
        Element(name).Forward(x.View);
        Light(x, 0, 2).ShouldBeLessThan(0.98 * before);
        (Light(x, 0, 2) + (worth * Light(x, 2, 4))).ShouldBe(before, name == "chi2" ? 1e-4 : 1e-13, "exact but for the substeps of chi2");
    }

    /// <summary>sech(χr/√2) and cos(gr²/2), the closed forms. Mutation: χ′ for χ; Kerr of one arm alone.</summary>
    [Fact]
    public void Strong_light_loses_the_share_that_theory_gives()
    {
        foreach (var r in new[] { 0.1, 0.6, 1.1 })
        {
            Kept(PseudoDissipation.Chi2([(0, 1)], 1.3, 200), r).ShouldBe(1 / Math.Cosh(1.3 * r / Math.Sqrt(2)), 1e-4);
            Kept(PseudoDissipation.Kerr([(0, 1)], 0.9, Math.PI), r).ShouldBe(Math.Abs(Math.Cos(0.9 * r * r / 2)), 1e-12);
            Kept(PseudoDissipation.Interferometer([(0, 1)], 2.2), r).ShouldBe(Math.Sin(1.1), 1e-12);
        }

        static double Kept(IReversibleElement element, double r)
        {
            var x = new PhasePoint<double>(2, 1);
            (x.View.Q[0], x.View.P[0]) = (Math.Sqrt(2) * r * 0.6, Math.Sqrt(2) * r * 0.8);
            element.Forward(x.View);
            return Math.Sqrt(Light(x, 0, 1)) / r;
        }
    }

    /// <summary>Mutations: K† for K; a defect of the wrong side.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Any_contraction_is_the_corner_of_a_unitary_matrix(int n, bool real)
    {
        var k = Matrix(n, 0.9, real);
        var u = new ContractionElement("k", k, [.. Enumerable.Range(0, n)], [.. Enumerable.Range(n, n)]).Unitary;
        for (var i = 0; i < 2 * n; i++)
        {
            for (var j = 0; j < 2 * n; j++)
            {
                var sum = Complex.Zero;
                for (var m = 0; m < 2 * n; m++)
                {
                    sum += u[i, m] * Complex.Conjugate(u[j, m]);
                }

                (sum - (i == j ? 1 : 0)).Magnitude.ShouldBeLessThan(1e-12);
                if (i < n && j < n)
                {
                    u[i, j].ShouldBe(k[i, j]);
                }

                if (real)
                {
                    Math.Abs(u[i, j].Imaginary).ShouldBeLessThan(1e-14, "orthogonal where K is real");
                }
            }
        }
    }

    /// <summary>Mutation: a norm taken of columns or entries.</summary>
    [Fact]
    public void What_amplifies_is_no_contraction_and_is_told_by_how_much()
    {
        var k = new Complex[,] { { 0.9, 0.9 }, { 0, 0.1 } };
        Should.Throw<ArgumentException>(() => new ContractionElement("k", k, [0, 1], [2, 3])).Message.ShouldContain("amplifies by 1.27");
        Should.Throw<ArgumentException>(() => new ContractionElement("k", k, [0, 1], [2])).Message.ShouldContain("as many of each");
        new ContractionElement("k", new Complex[,] { { 1 } }, [0], [1]).Unitary[1, 1].ShouldBe(-1, "a unitary K leaves its ancillas to themselves");
    }

    /// <summary>Chaotic alone, contracting with ancillas; the whole comes home to rounding. Mutations: a displacement that is never made small again; a growth of
    /// ancillas and modes together.</summary>
    [Fact]
    public void Ancillas_tame_the_chaos_of_the_active_modes_and_the_whole_comes_home()
    {
        var (bare, tamed) = (Chain(30, null), Chain(30, pairs => PseudoDissipation.Interferometer(pairs, 0.5 * Math.PI)));
        bare.Lyapunov(Start, 5, 1).ShouldBeGreaterThan(0.5);
        tamed.Lyapunov(Start, 5, 1).ShouldBeLessThan(-0.1);
        tamed.Echo(Start).Error.ShouldBeLessThan(1e-11);
        tamed.Echo(Start).Cause.ShouldBeNull();
        bare.Echo(Start).Error.ShouldBeGreaterThan(1e-9, "rounding of 3e-16, grown e^(0.5·30) = 3e6 times and more");
    }

    /// <summary>A linear map of known rate: |ψ| falls by sin(φ/2) a round, and so does any displacement. Mutation: a logarithm of squares.</summary>
    [Fact]
    public void The_exponent_of_a_linear_loss_is_its_logarithm()
    {
        var chain = new AncillaChain(2, 12, new FlowElement("turn", (ModeTerms.Detuning<double>([0, 1], 0.3), 1)), pairs => PseudoDissipation.Interferometer(pairs, 2));
        chain.Lyapunov([1, 0.5, -0.3, 0.2], 2, 1).ShouldBe(Math.Log(Math.Sin(1)), 1e-6);
    }

    /// <summary>Mutations: the first group that is not empty; a count at the turning point.</summary>
    [Theory]
    [InlineData(1, ForgottenAncilla.NotConjugated)]
    [InlineData(4, ForgottenAncilla.NotConjugated)]
    [InlineData(4, ForgottenAncilla.NotSentBack)]
    [InlineData(7, ForgottenAncilla.NotSentBack)]
    public void A_forgotten_ancilla_is_noticed_and_named(int round, ForgottenAncilla how)
    {
        foreach (var give in new Func<(int, int)[], IReversibleElement>[]
        {
            pairs => PseudoDissipation.Chi2(pairs, 2, 16), pairs => PseudoDissipation.Interferometer(pairs, 1.7), pairs => PseudoDissipation.Kerr(pairs, 0.8, Math.PI),
        })
        {
            var echo = Chain(8, give).Echo(Start, round, how);
            echo.Error.ShouldBeGreaterThan(0.05);
            echo.Cause!.ShouldStartWith($"the ancillas of round {round} (");
        }
    }

    [Fact]
    public void A_forgotten_last_ancilla_may_be_the_mirror_itself() =>
        Chain(8, pairs => PseudoDissipation.Chi2(pairs, 2, 16)).Echo(Start, 8).Cause!.ShouldStartWith("the last ancillas, of round 8 (chi2)");

    private static readonly double[] Start = [0.9, 0.2, -0.4, 0.7, 0.3, -0.6, 0.1, 0.8];

    private static AncillaChain Chain(int rounds, Func<(int, int)[], IReversibleElement>? give) => new(
        4, rounds,
        new FlowElement(
            "mix", (ModeTerms.Kerr<double>([0, 1, 2, 3], 4), 1), (ModeTerms.BeamSplitter<double>([(0, 1), (2, 3)], 0.7), 1),
            (ModeTerms.BeamSplitter<double>([(1, 2), (3, 0)], 0.7), 1)),
        give);

    private static IReversibleElement Element(string name) => name switch
    {
        "chi2" => PseudoDissipation.Chi2(Pairs, 2, 24),
        "interferometer" => PseudoDissipation.Interferometer(Pairs, 1.9),
        "kerr" => PseudoDissipation.Kerr(Pairs, 1.2, 2.5),
        "contraction" => new ContractionElement(name, Matrix(2, 0.8, real: false), [0, 1], [2, 3]),
        _ => new ContractionElement(name, new Complex[,] { { 0.6, 0 }, { 0, 0.3 } }, [0, 1], [2, 3]),
    };

    // Norm exactly "norm": singular values norm, norm/2, … between two unitary maps of random phases and a Householder reflection.
    private static Complex[,] Matrix(int n, double norm, bool real)
    {
        var stream = new RandomStream(7, "matrix");
        var v = Enumerable.Range(0, n).Select(i => stream.Normal(0, (uint)i)).ToArray();
        var square = v.Sum(a => a * a);
        var k = new Complex[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var reflected = (i == j ? 1 : 0) - (2 * v[i] * v[j] / square);
                k[i, j] = reflected * (norm / (1 + j)) * (real ? 1 : Complex.FromPolarCoordinates(1, stream.Normal(1, (uint)i) + stream.Normal(2, (uint)j)));
            }
        }

        return k;
    }

    private static PhasePoint<double> Point(bool lit)
    {
        var (stream, x) = (new RandomStream(11, "light"), new PhasePoint<double>(4, 1));
        for (var mode = 0; mode < (lit ? 4 : 2); mode++)
        {
            (x.View.Q[mode * x.Lanes], x.View.P[mode * x.Lanes]) = stream.Normals(0, (uint)mode);
        }

        return x;
    }

    private static double Light(PhasePoint<double> x, int from, int to) => Enumerable.Range(from, to - from).Sum(
        mode => (Math.Pow(x.View.Q[mode * x.Lanes], 2) + Math.Pow(x.View.P[mode * x.Lanes], 2)) / 2);

    private static double Apart(PhasePoint<double> a, PhasePoint<double> b) => Enumerable.Range(0, a.Coordinates).Max(
        mode => Math.Max(Math.Abs(a.View.Q[mode * a.Lanes] - b.View.Q[mode * a.Lanes]), Math.Abs(a.View.P[mode * a.Lanes] - b.View.P[mode * a.Lanes])));

    // Largest deviation of {∂x/∂a, ∂x/∂b} from the canonical brackets, by central differences.
    private static double Brackets(IReversibleElement element)
    {
        const double h = 1e-5;
        var columns = Enumerable.Range(0, 8).Select(a =>
        {
            var (up, down) = (Point(lit: true), Point(lit: true));
            (a % 2 == 0 ? up.View.Q : up.View.P)[a / 2 * up.Lanes] += h;
            (a % 2 == 0 ? down.View.Q : down.View.P)[a / 2 * down.Lanes] -= h;
            element.Forward(up.View);
            element.Forward(down.View);
            return Enumerable.Range(0, 4).Select(i => (
                Q: (up.View.Q[i * up.Lanes] - down.View.Q[i * up.Lanes]) / (2 * h), P: (up.View.P[i * up.Lanes] - down.View.P[i * up.Lanes]) / (2 * h))).ToArray();
        }).ToArray();
        var worst = 0.0;
        for (var a = 0; a < 8; a++)
        {
            for (var b = a + 1; b < 8; b++)
            {
                var bracket = columns[a].Zip(columns[b], (x, y) => (x.Q * y.P) - (x.P * y.Q)).Sum();
                worst = Math.Max(worst, Math.Abs(bracket - (a / 2 == b / 2 ? 1 : 0)));
            }
        }

        return worst;
    }
}

using System.Numerics;
using Loschmidt.Formulas;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Formulas;

/// <summary>A formula is the term that it spells, to rounding, in float and double.</summary>
public sealed class FormulaTermTests
{
    private const int Sites = 6;
    private static readonly Graph Ring = Graph.Ring(Sites);
    private static readonly int[] RingStencil = [.. Ring.Bonds.SelectMany(bond => new[] { bond.From, bond.To })];

    // Mutation: a kick of a bond's second site with the sign of the first, or a product fused with the wrong addend, breaks these.
    [Fact]
    public void A_formula_of_bonds_is_the_energy_struct_of_the_same_bonds_in_double() =>
        Agree<double>(Springs<double>(), new BondTerm<double, QuarticSpring>("springs", Ring), 1e-13);

    [Fact]
    public void A_formula_of_bonds_is_the_energy_struct_of_the_same_bonds_in_float() =>
        Agree<float>(Springs<float>(), new BondTerm<float, QuarticSpring>("springs", Ring), 3e-5);

    [Fact]
    public void A_formula_of_sites_is_the_energy_struct_of_the_same_sites_in_double() =>
        Agree<double>(Wells<double>(), new SiteTerm<double, DuffingSite>("wells", Ring), 1e-13);

    [Fact]
    public void A_formula_of_sites_is_the_energy_struct_of_the_same_sites_in_float() =>
        Agree<float>(Wells<float>(), new SiteTerm<float, DuffingSite>("wells", Ring), 3e-5);

    [Fact]
    public void Tanh_and_products_of_both_ends_are_those_of_the_energy_struct() => Agree<double>(
        Bonds<double>("s*a*b + t*tanh(q1)*tanh(q2)", "s", "t"),
        new BondTerm<double, SaturatingBond>("bonds", Ring), 1e-13);

    // Mutation: pieces of a place counted as places, so that lanes beyond the first piece take their parameters from the next place.
    [Fact]
    public void Lanes_beyond_one_block_are_treated_like_all_others()
    {
        var term = Springs<double>();
        double[] θ = Theta();
        var (wide, narrow) = (new PhasePoint<double>(Sites, 1000), new PhasePoint<double>(Sites, 8));
        for (var i = 0; i < Sites; i++)
        {
            for (var lane = 0; lane < 1000; lane++)
            {
                wide.View.Q[(i * wide.Lanes) + lane] = Math.Sin(i + (lane % 8));
                narrow.View.Q[(i * narrow.Lanes) + (lane % 8)] = Math.Sin(i + (lane % 8));
            }
        }

        var (many, few) = (new double[θ.Length], new double[θ.Length]);
        term.Response(wide.View, new(θ), 1, many);
        term.Response(narrow.View, new(θ), 1, few);
        term.Flow(wide.View, new(θ), 1);
        term.Flow(narrow.View, new(θ), 1);
        for (var k = 0; k < θ.Length; k++)
        {
            many[k].ShouldBe(125 * few[k], 1e-12 * many.Max(Math.Abs)); // 1000 samples, eight different
        }

        for (var i = 0; i < Sites; i++)
        {
            for (var lane = 0; lane < 1000; lane++)
            {
                wide.View.P[(i * wide.Lanes) + lane].ShouldBe(narrow.View.P[(i * narrow.Lanes) + (lane % 8)]);
            }
        }
    }

    [Fact]
    public void A_shared_parameter_hears_all_places_and_constants_of_places_are_no_parameters()
    {
        var formula = Formula.Parse("k*(1 + i)*q^2/2 + c*q", FormulaScope.Site("k", "i", "c"));
        var term = new FormulaTerm<double>("site", formula, [0, 1, 2], [new("k", [2.0], Trained: true), new("i", [0, 1, 2]), new("c", [0.5])]);
        var x = new PhasePoint<double>(3, 1);
        (x.View.Q[0], x.View.Q[x.Lanes], x.View.Q[2 * x.Lanes]) = (1, 2, 3);
        var response = new double[1];

        term.Tensors.Single().Name.ShouldBe("k");
        term.Tensors.Single().Shape.ShouldBe([1]);
        term.Response(x.View, new([2.0]), 1, response);
        response[0].ShouldBe(0.5 + (2 * 2) + (3 * 4.5));
        term.Flow(x.View, new([2.0]), 1);
        x.View.P[2 * x.Lanes].ShouldBe(-((2 * 3 * 3) + 0.5));
    }

    [Fact]
    public void A_kinetic_energy_that_is_not_even_is_refused() =>
        Should.Throw<ArgumentException>(() => new FormulaTerm<double>(
            "kinetic", Formula.Parse("p^2/2 + 0.1*p^3", FormulaScope.Kinetic()), [0], [], isKick: false))
            .Message.ShouldContain("not even in p");

    [Fact]
    public void Angles_beyond_the_range_of_the_fast_sine_are_right_too()
    {
        var term = new FormulaTerm<double>("site", Formula.Parse("cos(q)", FormulaScope.Site()), [0], []);
        var x = new PhasePoint<double>(1, 2);
        (x.View.Q[0], x.View.Q[1]) = (1e9 + 0.25, 0.5);
        term.Flow(x.View, new([]), 1);
        x.View.P[0].ShouldBe(Math.Sin(1e9 + 0.25), 1e-15);
        x.View.P[1].ShouldBe(Math.Sin(0.5), 1e-15);
    }

    [Fact]
    public void Sine_and_cosine_of_one_angle_are_one_instruction_and_products_are_fused()
    {
        // a − b; its sine and cosine together; k·cos + s·sin as one product and one fused step.
        var pool = new ExpressionPool();
        var difference = pool.Subtract(pool.Variable(0), pool.Variable(1));
        var sum = pool.Add(
            pool.Multiply(pool.Variable(2), pool.Apply(Operation.Cos, difference)),
            pool.Multiply(pool.Variable(2), pool.Apply(Operation.Sin, pool.Subtract(pool.Variable(1), pool.Variable(0)))));
        new FormulaProgram<double>(pool, [sum], [OperandKind.Block, OperandKind.Block, OperandKind.Row]).Blocks.Length.ShouldBe(4);
    }

    private static FormulaTerm<T> Springs<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => Bonds<T>("k*(a-b)^2/2 + h^2*(a-b)^4/4", "k", "h");

    private static FormulaTerm<T> Bonds<T>(string text, string first, string second)
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        "bond", Formula.Parse(text, FormulaScope.Bond(first, second)), RingStencil,
        [new(first, new double[Sites], Trained: true), new(second, new double[Sites], Trained: true)]);

    private static FormulaTerm<T> Wells<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        "site", Formula.Parse("k*q^2/2 + h^2*q^4/4", FormulaScope.Site("k", "h")), [.. Enumerable.Range(0, Sites)],
        [new("k", new double[Sites], Trained: true), new("h", new double[Sites], Trained: true)]);

    private static double[] Theta() => [.. Enumerable.Range(0, 2 * Sites).Select(i => new RandomStream(5, "twin").Uniform(9, (uint)i))];

    private static void Agree<T>(ITerm<T> formula, ITerm<T> twin, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Run(formula), Run(twin));
        a.Length.ShouldBe(b.Length);
        for (var i = 0; i < a.Length; i++)
        {
            a[i].ShouldBe(b[i], tolerance * (1 + Math.Abs(b[i])), $"number {i}");
        }
    }

    // Everything a term says, in one list of numbers.
    private static double[] Run<T>(ITerm<T> term)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var θ = Theta();
        var (x, dx, λ) = (Point<T>(0), Point<T>(1), Point<T>(2));
        double[] energy = new double[x.Lanes], response = new double[θ.Length], dResponse = new double[θ.Length];
        double[] cotangent = new double[θ.Length], ρ = [.. θ.Select(value => 1 - value)];
        term.Energy(x.View, new(θ), energy);
        term.Response(x.View, new(θ), 0.2, response);
        term.PullBack(x.View, λ.View, new(θ), 0.2, ρ, cotangent);
        term.Tangent(x.View, dx.View, new(θ), ρ, 0.2, dResponse);
        term.Flow(x.View, new(θ), 0.2);
        return [.. energy, .. response, .. dResponse, .. cotangent, .. Numbers(x), .. Numbers(dx), .. Numbers(λ)];
    }

    private static PhasePoint<T> Point<T>(uint which)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var point = new PhasePoint<T>(Sites, 5);
        for (var i = 0; i < Sites; i++)
        {
            for (var lane = 0; lane < 5; lane++)
            {
                var (q, p) = new RandomStream(5, "twin").Normals(which, (uint)i, (uint)lane);
                point.View.Q[(i * point.Lanes) + lane] = T.CreateTruncating(q);
                point.View.P[(i * point.Lanes) + lane] = T.CreateTruncating(p);
            }
        }

        return point;
    }

    private static IEnumerable<double> Numbers<T>(PhasePoint<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x.View.Q.ToArray().Concat(x.View.P.ToArray()).Select(double.CreateTruncating);
}

using System.Numerics;
using Loschmidt.Formulas;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;
using Loschmidt.Tests.Terms;

namespace Loschmidt.Tests.Formulas;

/// <summary>A formula is the term that it spells, to rounding, in float and double.</summary>
public sealed class FormulaTermTests
{
    private const int Sites = TermTwins.Sites;
    private static readonly Graph Ring = Graph.Ring(Sites);
    private static readonly int[] RingStencil = [.. Ring.Bonds.SelectMany(bond => new[] { bond.From, bond.To })];

    // Mutation: a kick of a bond's second site with the sign of the first, or a product fused with the wrong addend, breaks these.
    [Fact]
    public void A_formula_of_bonds_is_the_energy_struct_of_the_same_bonds_in_double() =>
        TermTwins.ShouldAgree<double>(Springs<double>(), new BondTerm<double, QuarticSpring>("springs", Ring), 1e-13);

    [Fact]
    public void A_formula_of_bonds_is_the_energy_struct_of_the_same_bonds_in_float() =>
        TermTwins.ShouldAgree<float>(Springs<float>(), new BondTerm<float, QuarticSpring>("springs", Ring), 3e-5);

    [Fact]
    public void A_formula_of_sites_is_the_energy_struct_of_the_same_sites_in_double() =>
        TermTwins.ShouldAgree<double>(Wells<double>(), new SiteTerm<double, DuffingSite>("wells", Ring), 1e-13);

    [Fact]
    public void A_formula_of_sites_is_the_energy_struct_of_the_same_sites_in_float() =>
        TermTwins.ShouldAgree<float>(Wells<float>(), new SiteTerm<float, DuffingSite>("wells", Ring), 3e-5);

    [Fact]
    public void Tanh_and_products_of_both_ends_are_those_of_the_energy_struct() => TermTwins.ShouldAgree<double>(
        Bonds<double>("s*a*b + t*tanh(q1)*tanh(q2)", "s", "t"),
        new BondTerm<double, SaturatingBond>("bonds", Ring), 1e-13);

    // Mutation: pieces of a place counted as places, so that lanes beyond the first piece take their parameters from the next place.
    [Fact]
    public void Lanes_beyond_one_block_are_treated_like_all_others()
    {
        var term = Springs<double>();
        var θ = TermTwins.Theta();
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
}

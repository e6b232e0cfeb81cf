using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>Numbers of an energy that nobody trains.</summary>
public sealed class ConstantsTests
{
    /// <summary>The mutation: constants laid out place by place instead of number by number.</summary>
    [Fact]
    public void Constants_of_every_place_are_its_own()
    {
        var balls = new BondTerm<double, SoftRepulsion>("balls", new Graph(4, new Bond(0, 1), new Bond(2, 3)), 0.3, -0.2, 0.05, 0.4);
        var point = new Loschmidt.PhaseSpace.PhasePoint<double>(4, 1);
        double[] places = [0.2, -0.3, 0.5, 0.6];
        for (var i = 0; i < 4; i++)
            point.View.Q[i * point.Lanes] = places[i];

        var energy = new double[point.Lanes];
        balls.Energy(point.View, new([0.1, -0.4]), energy);
        energy[0].ShouldBe(
            (0.3 / Math.Sqrt((0.1 * 0.1) + (0.3 * 0.3) + 0.05)) - (0.2 / Math.Sqrt((0.9 * 0.9) + (0.6 * 0.6) + 0.4)), 1e-15);
    }

    /// <summary>The mutation: the constant taken for a parameter.</summary>
    [Fact]
    public void A_well_with_a_constant_hardening_is_the_well_that_could_learn_it()
    {
        var (held, trained) = (new SiteTerm<double, DuffingWell>("wells", [0, 2], [0.49]), new SiteTerm<double, DuffingSite>("wells", 0, 2));
        held.Tensors.ShouldHaveSingleItem().Name.ShouldBe("stiffness");
        var (a, b) = (Moved(held, [1.3, 0.6]), Moved(trained, [1.3, 0.6, 0.7, 0.7]));
        for (var i = 0; i < a.Length; i++)
            a[i].ShouldBe(b[i], 1e-15);

        static double[] Moved(ITerm<double> term, double[] θ)
        {
            var point = new TermCase("", () => term, 3).Point("x", 3);
            term.Flow(point.View, new(θ), 0.3);
            return point.View.P.ToArray();
        }
    }

    [Fact]
    public void As_many_constants_as_neither_names_nor_places_are_refused() =>
        Should.Throw<ArgumentException>(() => new SiteTerm<double, JosephsonJunction>("junctions", [0, 1, 3], [1, 2])).Message
            .ShouldStartWith("term 'junctions' has 1 constants (energy) on 3 places: give 1 numbers, or 3, not 2");
}

using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

public sealed class EnergyOnlyTwinTests
{
    [Fact]
    public void A_term_derived_from_its_energy_is_the_hand_written_one_in_double() => Agree<double>(1e-13);

    [Fact]
    public void A_term_derived_from_its_energy_is_the_hand_written_one_in_float() => Agree<float>(2e-5);

    private static void Agree<T>(double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int sites = 6;
        var derived = new BondTerm<T, QuarticSpring>("springs", Graph.Ring(sites));
        var written = new QuarticRing<T>(sites);
        derived.Tensors.Select(tensor => tensor.Name).ShouldBe(written.Tensors.Select(tensor => tensor.Name));
        var random = new RandomStream(5, "twin");
        var θ = Enumerable.Range(0, 2 * sites).Select(i => random.Uniform(9, (uint)i)).ToArray();
        var (a, b) = (Run(derived, θ, random), Run(written, θ, random));
        a.Length.ShouldBe(b.Length);
        for (var i = 0; i < a.Length; i++)
        {
            a[i].ShouldBe(b[i], tolerance * (1 + Math.Abs(b[i])));
        }
    }

    // Everything a term says, in one list of numbers.
    private static double[] Run<T>(ITerm<T> term, double[] θ, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, dx, λ) = (Point<T>(random, 0), Point<T>(random, 1), Point<T>(random, 2));
        double[] energy = new double[x.Lanes], response = new double[θ.Length], dResponse = new double[θ.Length];
        double[] cotangent = new double[θ.Length], ρ = [.. θ.Select(value => 1 - value)];
        term.Energy(x.View, new(θ), energy);
        term.Response(x.View, new(θ), 0.2, response);
        term.PullBack(x.View, λ.View, new(θ), 0.2, ρ, cotangent);
        term.Tangent(x.View, dx.View, new(θ), ρ, 0.2, dResponse);
        term.Flow(x.View, new(θ), 0.2);
        return [.. energy, .. response, .. dResponse, .. cotangent, .. Numbers(x), .. Numbers(dx), .. Numbers(λ)];
    }

    private static PhasePoint<T> Point<T>(RandomStream random, uint which)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var point = new PhasePoint<T>(6, 5);
        for (var i = 0; i < 6; i++)
            for (var lane = 0; lane < 5; lane++)
            {
                var (q, p) = random.Normals(which, (uint)i, (uint)lane);
                point.View.Q[i * point.Lanes + lane] = T.CreateTruncating(q);
                point.View.P[i * point.Lanes + lane] = T.CreateTruncating(p);
            }

        return point;
    }

    private static IEnumerable<double> Numbers<T>(PhasePoint<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x.View.Q.ToArray().Concat(x.View.P.ToArray()).Select(double.CreateTruncating);
}

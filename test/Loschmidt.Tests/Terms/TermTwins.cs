using System.Numerics;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Tests.Terms;

/// <summary>One term written in two ways, on six sites with twelve parameters: all that either says must agree.</summary>
internal static class TermTwins
{
    public const int Sites = 6;

    private const int Lanes = 5;

    public static void ShouldAgree<T>(ITerm<T> term, ITerm<T> twin, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Run(term), Run(twin));
        a.Length.ShouldBe(b.Length);
        for (var i = 0; i < a.Length; i++)
        {
            a[i].ShouldBe(b[i], tolerance * (1 + Math.Abs(b[i])), $"number {i}");
        }
    }

    public static double[] Theta()
    {
        var random = new RandomStream(5, "twin");
        return [.. Enumerable.Range(0, 2 * Sites).Select(i => random.Uniform(9, (uint)i))];
    }

    // Everything a term says, in one list of numbers.
    private static double[] Run<T>(ITerm<T> term)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (random, θ) = (new RandomStream(5, "twin"), Theta());
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
        var point = new PhasePoint<T>(Sites, Lanes);
        for (var i = 0; i < Sites; i++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var (q, p) = random.Normals(which, (uint)i, (uint)lane);
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

using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>
/// Chooses a kinetic propagator by the shape of the lattice, never by a clock, so that results are reproducible.
/// </summary>
/// <remarks>
/// Costs are counted per site in the dense propagator's fused products, 2(N_x + N_z). A transform there and back costs
/// per axis, measured once over many shapes on AVX-512 and rounded:
/// <code>
/// ring    16 log₂ N, and 200 more where N has a prime factor above 13
/// walls   250 from N = 128 on, where the sine transform is fast; 500 below
/// </code>
/// Dense products run at 85 % of the core's peak, so the transform has to save a factor of several to win. The figures are
/// cautious towards the transform: on 50 × 150 sites between walls the two are level within 20 % (benchmark verbs peak and
/// fft), and dense it is; on a ring of that size the Fourier transform is 1.6–1.8 times faster.
/// </remarks>
internal static class PropagatorChoice
{
    private const double RingPerOctave = 16;
    private const double RingWithLargePrime = 200;
    private const double WallsLong = 250;
    private const double WallsShort = 500;
    private const int LongAxis = 128;
    private const int LargestSmoothPrime = 13;

    /// <summary>The propagator for this lattice.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="beta">β.</param>
    /// <param name="step">dt.</param>
    public static IKineticPropagator<T> Create<T>(Lattice lattice, double beta, double step)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        PrefersTransform(lattice)
            ? new TransformPropagator<T>(lattice, beta, step)
            : new DensePropagator<T>(lattice, beta, step);

    /// <summary>Whether the transform is the cheaper one.</summary>
    public static bool PrefersTransform(Lattice lattice) =>
        TransformCost(lattice.Columns, lattice.Boundary) + TransformCost(lattice.Rows, lattice.Boundary)
        < 2.0 * (lattice.Columns + lattice.Rows);

    private static double TransformCost(int sites, Boundary boundary)
    {
        if (boundary == Boundary.HardWall)
            return sites >= LongAxis ? WallsLong : WallsShort;

        var smooth = LargestPrimeFactor(sites) <= LargestSmoothPrime;
        return RingPerOctave * Math.Log2(sites) + (smooth ? 0 : RingWithLargePrime);
    }

    private static int LargestPrimeFactor(int number)
    {
        var largest = 1;
        for (var factor = 2; factor * factor <= number; factor++)
        {
            while (number % factor == 0)
            {
                largest = factor;
                number /= factor;
            }
        }

        return Math.Max(largest, number);
    }
}

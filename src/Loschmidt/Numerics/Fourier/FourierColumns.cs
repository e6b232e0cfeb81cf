using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Chooses the algorithm of a length by estimated time; the constants are measured, in nanoseconds a column.</summary>
internal static class FourierColumns
{
    /// <summary>Σ_j scale·e^{−2πi jk/n} x_j by the fastest means known for n.</summary>
    public static VectorColumn<T> Create<T>(int length, double scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (passes, rader, bluestein) = Costs(length);
        if (passes <= rader && passes <= bluestein)
        {
            return new MixedRadixColumn<T>(length, scale);
        }

        return rader <= bluestein ? new RaderColumn<T>(length, scale) : new BluesteinColumn<T>(length, scale);
    }

    /// <summary>The unitary transform, scale = n^−½.</summary>
    public static VectorColumn<T> Unitary<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T> => Create<T>(length, 1 / Math.Sqrt(length));

    /// <summary>Estimated time of the transform <see cref="Create{T}"/> chooses.</summary>
    public static double Cost(int length)
    {
        var (passes, rader, bluestein) = Costs(length);
        return Math.Min(passes, Math.Min(rader, bluestein));
    }

    private static (double Passes, double Rader, double Bluestein) Costs(int n)
    {
        var passes = Factorisation.Cost(n);
        if (n < 32)
        {
            return (passes, double.PositiveInfinity, double.PositiveInfinity);
        }

        var rader = Factorisation.IsPrime(n) ? 2 * Factorisation.Cost(n - 1) + 4.5 * n : double.PositiveInfinity;
        return (passes, rader, 2 * Factorisation.Cost(BluesteinColumn<double>.PaddedLength(2 * n - 1)) + 14.0 * n);
    }
}

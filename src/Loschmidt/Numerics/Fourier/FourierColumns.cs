using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Chooses the algorithm of a length.</summary>
internal static class FourierColumns
{
    private const int LargestDensePrime = 61;

    /// <summary>Σ_j scale·e^{−2πi jk/n} x_j by the fastest means known for n.</summary>
    public static VectorColumn<T> Create<T>(int length, double scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var primes = Factorisation.Primes(length);
        var largest = primes.Count == 0 ? 1 : primes[^1];
        if (primes.Count == 1 && largest > LargestDensePrime && Factorisation.Primes(length - 1)[^1] <= 31)
        {
            return new RaderColumn<T>(length, scale);
        }

        return Factorisation.IsSmooth(length)
            ? new MixedRadixColumn<T>(length, scale)
            : new BluesteinColumn<T>(length, scale);
    }

    /// <summary>The unitary transform, scale = n^−½.</summary>
    public static VectorColumn<T> Unitary<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T> => Create<T>(length, 1 / Math.Sqrt(length));
}

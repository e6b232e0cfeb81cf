using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Chooses the algorithm of a sine transform by estimated time, in nanoseconds a column.</summary>
internal static class SineColumns
{
    /// <summary>(2/(N+1))^½ Σ_i sin(πki/(N+1)) x_i by the fastest means known for N.</summary>
    public static VectorColumn<T> Create<T>(int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = (length + 1) / 2;
        var dense = 12 + 2.2 * half + 0.5 * half * half;
        var fourier = FourierColumns.Cost(length + 1) + 10 + 2.0 * length;
        var rader = length >= 10 && Factorisation.IsPrime(length + 1)
            ? 2 * Factorisation.Cost(length / 2) + 7.0 * length
            : double.PositiveInfinity;
        if (dense <= fourier && dense <= rader)
        {
            return new DenseSineColumn<T>(length);
        }

        return fourier <= rader ? new FourierSineColumn<T>(length) : new RaderSineColumn<T>(length);
    }
}

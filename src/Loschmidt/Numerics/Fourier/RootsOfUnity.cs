using System.Numerics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Points of the unit circle at rational angles, reduced exactly to one octant before any rounding.</summary>
internal static class RootsOfUnity
{
    /// <summary>(cos, sin) of 2πk/n.</summary>
    /// <remarks>Sine and cosine are only taken in [0, π/4], so that symmetric roots are equal to the last bit.</remarks>
    public static (double Cos, double Sin) At(long k, long n)
    {
        k %= n;
        if (k < 0)
        {
            k += n;
        }

        var octant = 8 * k / n;
        var rest = 8 * k - octant * n;
        var odd = (octant & 1) != 0;
        var (sin, cos) = Math.SinCos(Math.PI * (odd ? n - rest : rest) / (4.0 * n));
        if (odd)
        {
            sin = -sin;
        }

        return ((octant + 1) / 2 % 4) switch
        {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        };
    }

    /// <summary>Smallest generator of the multiplicative group modulo an odd prime.</summary>
    public static int Generator(int prime)
    {
        for (var g = 2; ; g++)
        {
            long power = g;
            var order = 1;
            while (power != 1)
            {
                power = power * g % prime;
                order++;
            }

            if (order == prime - 1)
            {
                return g;
            }
        }
    }

    /// <summary>Rounds a double to <typeparamref name="T"/>.</summary>
    public static T Round<T>(double x)
        where T : unmanaged, IFloatingPointIeee754<T> => T.CreateChecked(x);
}

using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>What matter with one canonical pair (Q, P) behind every θ = Q/R has in common: π = RP.</summary>
internal static class Wells
{
    /// <summary>Q = Rθ at rest.</summary>
    public static void Settle(ReadOnlySpan<double> theta, Span<double> carriers, double radius)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            (carriers[2 * i], carriers[(2 * i) + 1]) = (radius * theta[i], 0);
        }
    }

    /// <summary>θ = Q/R, π = RP.</summary>
    public static void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi, double radius)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            (theta[i], pi[i]) = (carriers[2 * i] / radius, carriers[(2 * i) + 1] * radius);
        }
    }

    /// <summary>P += kick/R.</summary>
    public static void Kick(Span<double> carriers, ReadOnlySpan<double> kicks, double radius)
    {
        for (var i = 0; i < kicks.Length; i++)
        {
            carriers[(2 * i) + 1] += kicks[i] / radius;
        }
    }

    /// <summary>P → −P.</summary>
    public static void Reverse(Span<double> carriers)
    {
        for (var i = 1; i < carriers.Length; i += 2)
        {
            carriers[i] = -carriers[i];
        }
    }

    /// <summary>The normal number of time step n: one draw serves two steps, as it brings two numbers.</summary>
    /// <param name="bath">The bath; 0 without one.</param>
    /// <param name="moment">The training step.</param>
    /// <param name="element">The parameter.</param>
    /// <param name="n">The time step, counted up from 0.</param>
    /// <param name="spare">What an even step leaves to the odd one behind it.</param>
    public static double Normal(IThermalKicks? bath, long moment, int element, int n, ref double spare)
    {
        if (bath is null || (n & 1) == 1)
        {
            return spare;
        }

        (var first, spare) = bath.Normals(moment, (uint)element, (uint)n / 2);
        return first;
    }

    /// <summary>Refuses what is no positive finite number.</summary>
    public static void ThrowUnlessPositive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "expects a finite number > 0");
        }
    }

    /// <summary>Refuses a time step that a well's own oscillation does not survive.</summary>
    public static void ThrowUnlessStable(double resolution, string name)
    {
        if (!(resolution > 0 && resolution <= 1))
        {
            throw new ArgumentOutOfRangeException(name, resolution, "a time step is > 0 and at most 1, in units of 1/omega");
        }
    }
}

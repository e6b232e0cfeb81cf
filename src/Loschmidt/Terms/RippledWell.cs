using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A quadratic and quartic well with ripples, V = k q²/2 + β q⁴/4 + c cos 2q: the sites of random
/// Hamiltonians.</summary>
public readonly struct RippledWell : ISiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["quadratic", "quartic", "cosine"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> =>
        theta[0] * q * q / 2 + theta[1] * R.Pow(q, 4) / 4 + theta[2] * R.Cos(2 * q);
}

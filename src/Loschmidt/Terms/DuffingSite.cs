using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A Duffing oscillator's well, V = k q²/2 + h² q⁴/4, with stiffness k and hardening h.</summary>
/// <remarks>The quartic strength is a square, so that no training can turn the potential over.</remarks>
public readonly struct DuffingSite : ISiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["stiffness", "hardening"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => theta[0] * q * q / 2 + R.Pow(theta[1] * q * q, 2) / 4;

    /// <inheritdoc/>
    public static double Initial(int parameter) => parameter == 0 ? 1 : 0.5;
}

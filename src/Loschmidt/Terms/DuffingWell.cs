using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A Duffing oscillator whose stiffness is trained and whose hardening is what it is: V = k q²/2 + β q⁴/4.</summary>
public readonly struct DuffingWell : ISiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["stiffness"];

    /// <inheritdoc/>
    public static IReadOnlyList<string> Constants => ["hardening"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>
    {
        var square = q * q;
        return theta[0] * square / 2 + theta[1] * square * square / 4;
    }
}

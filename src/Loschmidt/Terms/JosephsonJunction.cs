using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A flux-tunable junction from an island to ground: V = −E cos θ cos q, with q the phase of the island.</summary>
/// <remarks>Two equal junctions in a loop act as one whose energy the flux sets: θ = πΦ/Φ₀ (a SQUID). cos θ may become negative: a π junction.</remarks>
public readonly struct JosephsonJunction : ISiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["flux"];

    /// <inheritdoc/>
    public static IReadOnlyList<string> Constants => ["energy"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => -(theta[1] * R.Cos(theta[0]) * R.Cos(q));
}

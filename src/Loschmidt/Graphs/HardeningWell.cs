using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>A well without parameters, V = q²/2 + q⁴/4: stiffness and hardening are the units of time and length.</summary>
internal readonly struct HardeningWell : ISiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => [];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => (q * q / 2) + (q * q * q * q / 4);
}

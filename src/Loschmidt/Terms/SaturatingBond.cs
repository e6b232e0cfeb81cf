using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>W = s a b + t tanh(a) tanh(b): a bilinear coupling and one that saturates, the bonds of random
/// Hamiltonians.</summary>
public readonly struct SaturatingBond : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["bilinear", "tanh"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => theta[0] * a * b + theta[1] * R.Tanh(a) * R.Tanh(b);
}

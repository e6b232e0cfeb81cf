using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A spring whose stiffness is trained: W = κ(a − b)²/2.</summary>
public readonly struct LinearSpring : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["stiffness"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>
    {
        var stretch = a - b;
        return theta[0] * stretch * stretch / 2;
    }
}

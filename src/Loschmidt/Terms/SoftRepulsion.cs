using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>Two balls that repel each other, one free in the plane, one on the rail y = 0: W = k/√((x − θ)² + y² + s²).</summary>
/// <remarks>a is x and b is y of the free ball; θ is where the other sits. s² keeps the force finite when they meet.</remarks>
public readonly struct SoftRepulsion : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["position"];

    /// <inheritdoc/>
    public static IReadOnlyList<string> Constants => ["strength", "softening"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>
    {
        var apart = a - theta[0];
        return theta[1] / R.Sqrt(apart * apart + b * b + theta[2]);
    }
}

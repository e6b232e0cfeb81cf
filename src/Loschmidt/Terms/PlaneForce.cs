using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A constant push and springs to the origin of the plane: W = −f·r + (k_x x² + k_y y²)/2; nothing in it is trained.</summary>
public readonly struct PlaneForce : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => [];

    /// <inheritdoc/>
    public static IReadOnlyList<string> Constants => ["push-x", "push-y", "spring-x", "spring-y"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> =>
        (theta[2] * a * a + theta[3] * b * b) / 2 - theta[0] * a - theta[1] * b;
}

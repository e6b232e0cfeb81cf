using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A round hill in the plane, or a hole where h is negative: W = h exp(−((x − x₀)² + (y − y₀)²)/2w²); nothing in it is trained.</summary>
public readonly struct GaussianBump : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => [];

    /// <inheritdoc/>
    public static IReadOnlyList<string> Constants => ["height", "x", "y", "width"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R>
    {
        var (x, y) = (a - theta[1], b - theta[2]);
        return theta[0] * R.Exp(-(x * x + y * y) / (2 * theta[3] * theta[3]));
    }
}

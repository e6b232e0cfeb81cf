using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A flux-tunable junction between two islands: W = −E cos θ cos(a − b), with a and b their phases.</summary>
/// <remarks>As of <see cref="JosephsonJunction"/>: θ = πΦ/Φ₀ of the loop.</remarks>
public readonly struct JosephsonLink : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["flux"];

    /// <inheritdoc/>
    public static IReadOnlyList<string> Constants => ["energy"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => -(theta[1] * R.Cos(theta[0]) * R.Cos(a - b));
}

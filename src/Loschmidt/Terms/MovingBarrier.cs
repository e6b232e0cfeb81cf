using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>V = −a u q + b cos(q − u): a drive that pushes and carries a barrier with it.</summary>
public readonly struct MovingBarrier : IDrivenSiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["push", "barrier"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, R u, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => theta[1] * R.Cos(q - u) - theta[0] * u * q;
}

using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>A mode that the field θ drives, V = q²/2 − θq/2: half a period after it started at (0, p) it shows (θ, −p).</summary>
/// <remarks>With kinetic energy p²/2 it circles about q = θ/2.</remarks>
internal readonly struct DrivenMode : ISiteEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["drive"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R q, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => q * (q - theta[0]) / 2;
}

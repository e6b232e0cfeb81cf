using System.Runtime.CompilerServices;
using Loschmidt.Numerics.Reals;
using Loschmidt.Terms;

namespace Loschmidt.Graphs;

/// <summary>A bond W = θ q_a q_b/2 that pushes or pulls with half the stiffness of a site.</summary>
internal readonly struct BinaryBond : IBondEnergy
{
    /// <inheritdoc/>
    public static IReadOnlyList<string> Parameters => ["sign"];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static R Energy<R>(R a, R b, ReadOnlySpan<R> theta)
        where R : struct, IReal<R> => theta[0] * a * b / 2;
}

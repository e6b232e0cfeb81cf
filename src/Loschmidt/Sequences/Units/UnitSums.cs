using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>Sums over the steps of a pair of echoes that determine its gradient.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal struct UnitSums<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of sums.</summary>
    public const int Count = 5;

    /// <summary>Σ π·dπ, before and after every kick.</summary>
    public Vector512<T> Kinetic;

    /// <summary>Σ m d.</summary>
    public Vector512<T> Square;

    /// <summary>Σ s d, or Σ d·tanh.</summary>
    public Vector512<T> Bent;

    /// <summary>Σ ∂C/∂w.</summary>
    public Vector512<T> Scale;

    /// <summary>Σ ∂C/∂b.</summary>
    public Vector512<T> Shift;

    /// <summary>Writes all of them, one vector each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Store(T* to)
    {
        // One by one: a copy of the whole would take them out of their registers for all of the loop before.
        Kinetic.Store(to);
        Square.Store(to + Vector512<T>.Count);
        Bent.Store(to + 2 * Vector512<T>.Count);
        Scale.Store(to + 3 * Vector512<T>.Count);
        Shift.Store(to + 4 * Vector512<T>.Count);
    }
}

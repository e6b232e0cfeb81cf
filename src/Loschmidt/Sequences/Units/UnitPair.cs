using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>A pair of echoes Φ± in the coordinates m = (Φ₊ + Φ₋)/2, d = (Φ₊ − Φ₋)/2ε.</summary>
/// <remarks>Between steps m has drifted half a step ahead of d, which waits for its nudge: m then drifts once a step
/// instead of twice.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal struct UnitPair<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>φ of m, half a drift ahead.</summary>
    public Vector512<T> Phi;

    /// <summary>π of m.</summary>
    public Vector512<T> Pi;

    /// <summary>φ of d, which is ∂C/∂π of the way out.</summary>
    public Vector512<T> PhiDifference;

    /// <summary>π of d, which is ∂C/∂φ of the way out.</summary>
    public Vector512<T> PiDifference;
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>σ(x) = 1/(1 + e⁻ˣ) of a 512-bit vector, with a small relative error also far to the left.</summary>
/// <remarks>Where e⁻ˣ overflows (float: x &lt; −88.7, double: x &lt; −709.7) the result is 0.</remarks>
internal static class Logistic
{
    /// <summary>The function; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector512<T>.One / (Vector512<T>.One + Exponential.Of(-x));
}

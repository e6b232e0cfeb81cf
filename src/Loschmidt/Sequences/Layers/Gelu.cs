using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Layers;

/// <summary>v = ½ o (1 + t), t = tanh(√(2/π)(o + 0.044715 o³)), number by number; 0 stays 0.</summary>
/// <remarks>D. Hendrycks and K. Gimpel, arXiv:1606.08415, in the tanh approximation. Nothing is allocated.</remarks>
internal static unsafe class Gelu
{
    private const double Cubic = 0.044715;
    private const double Slope = 0.7978845608028654; // √(2/π)

    /// <summary>Overwrites v; in place is fine.</summary>
    /// <param name="o">Input.</param>
    /// <param name="v">Output.</param>
    /// <param name="count">Numbers, whole vectors.</param>
    public static void Forward<T>(T* o, T* v, nint count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = Vector512.Create(T.CreateTruncating(0.5));
        var slope = Vector512.Create(T.CreateTruncating(Slope));
        var cubic = Vector512.Create(T.CreateTruncating(Slope * Cubic));
        for (nint i = 0; i < count; i += Vector512<T>.Count)
        {
            var x = Vector512.Load(o + i);
            var t = Tanh.Of(x * Fused.MultiplyAdd(cubic, x * x, slope));
            Fused.MultiplyAdd(half * x, t, half * x).Store(v + i);
        }
    }

    /// <summary>do = dv · [½(1 + t) + ½ o (1 − t²) √(2/π)(1 + 3·0.044715 o²)], overwritten; do may be dv.</summary>
    /// <param name="o">Input of the way out.</param>
    /// <param name="dv">Error of the output.</param>
    /// <param name="error">do, error of the input.</param>
    /// <param name="count">Numbers, whole vectors.</param>
    public static void Backward<T>(T* o, T* dv, T* error, nint count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = Vector512.Create(T.CreateTruncating(0.5));
        var slope = Vector512.Create(T.CreateTruncating(Slope));
        var cubic = Vector512.Create(T.CreateTruncating(Slope * Cubic));
        var rise = Vector512.Create(T.CreateTruncating(3 * Slope * Cubic));
        for (nint i = 0; i < count; i += Vector512<T>.Count)
        {
            var x = Vector512.Load(o + i);
            var u = x * x;
            var t = Tanh.Of(x * Fused.MultiplyAdd(cubic, u, slope));
            var inner = half * x * Fused.MultiplyAdd(rise, u, slope);
            var derivative = Fused.MultiplyAdd(
                inner, Fused.NegatedMultiplyAdd(t, t, Vector512<T>.One), Fused.MultiplyAdd(half, t, half));
            (Vector512.Load(dv + i) * derivative).Store(error + i);
        }
    }
}

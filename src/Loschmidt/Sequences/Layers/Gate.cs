using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Layers;

/// <summary>The gated linear unit u = a ∘ σ(b) on rows (a | b) of twice the width.</summary>
/// <remarks>
/// On the way out σ(b) takes the place of b (½ in its padding), on the way back the errors (da | db) take the places of
/// both. Where the padding of a and of du is zero, so is that of u, da and db. Nothing is allocated.
/// </remarks>
internal static unsafe class Gate
{
    /// <summary>Overwrites u, and b by σ(b).</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="ab">[rows × 2·width].</param>
    /// <param name="u">[rows × width].</param>
    /// <param name="width">Numbers of a, whole vectors.</param>
    public static void Forward<T>(int rows, T* ab, T* u, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++, ab += 2 * width, u += width)
        {
            for (var i = 0; i < width; i += Vector512<T>.Count)
            {
                var open = Logistic.Of(Vector512.Load(ab + width + i));
                open.Store(ab + width + i);
                (Vector512.Load(ab + i) * open).Store(u + i);
            }
        }
    }

    /// <summary>Overwrites (a | σ) by da = du ∘ σ and db = du ∘ a ∘ σ(1 − σ).</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="ab">[rows × 2·width], as the way out has left it.</param>
    /// <param name="du">[rows × width].</param>
    /// <param name="width">Numbers of a, whole vectors.</param>
    public static void Backward<T>(int rows, T* ab, T* du, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++, ab += 2 * width, du += width)
        {
            for (var i = 0; i < width; i += Vector512<T>.Count)
            {
                var open = Vector512.Load(ab + width + i);
                var passed = Vector512.Load(du + i) * open;
                (passed * Vector512.Load(ab + i) * (Vector512<T>.One - open)).Store(ab + width + i);
                passed.Store(ab + i);
            }
        }
    }
}

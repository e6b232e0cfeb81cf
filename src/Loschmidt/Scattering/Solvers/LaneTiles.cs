using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Scattering.Solvers;

/// <summary>The inner loops of all solvers: sums of products for a tile of four rows and two columns, one complex number a lane.</summary>
/// <remarks>
/// A complex number of all lanes is two vectors, real then imaginary part; a tile keeps its sixteen sums in registers. 2 x 32 fused operations
/// for 12 loads (complex), 16 for 8 (real): bound by arithmetic as long as the operands come from the first two caches.
/// </remarks>
internal static unsafe class LaneTiles<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 4;

    /// <summary>Columns of a tile.</summary>
    public const int Columns = 2;

    /// <summary>Elements of one complex number of all lanes.</summary>
    public static nint Number => 2 * Vector512<T>.Count;

    /// <summary>Elements of a tile of sums.</summary>
    public static nint Tile => Rows * Columns * Number;

    /// <summary>sum_rc = Σ_k a_rk b_kc, all lane by lane.</summary>
    /// <remarks>
    /// Along a row of a matrix a number is one step on; down the columns of packed lower rows every step is a number longer than the last.
    /// </remarks>
    /// <param name="a0">First of the first row of a.</param>
    /// <param name="a1">Second row.</param>
    /// <param name="a2">Third row.</param>
    /// <param name="a3">Fourth row.</param>
    /// <param name="step">Elements from the first term of a to the second.</param>
    /// <param name="growth">By how much each further step is longer.</param>
    /// <param name="b">First of b; its two columns follow each other.</param>
    /// <param name="bDepth">Elements from one term of b to the next.</param>
    /// <param name="depth">Number of terms.</param>
    /// <param name="sum">[4 × 2] complex, overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Products(
        T* a0, T* a1, T* a2, T* a3, nint step, nint growth, T* b, nint bDepth, int depth, T* sum)
    {
        var w = Vector512<T>.Count;
        Vector512<T> r00 = default, i00 = default, r01 = default, i01 = default, r10 = default, i10 = default, r11 = default, i11 = default;
        Vector512<T> r20 = default, i20 = default, r21 = default, i21 = default, r30 = default, i30 = default, r31 = default, i31 = default;
        for (var k = 0; k < depth; k++)
        {
            var (br0, bi0) = (Vector512.Load(b), Vector512.Load(b + w));
            var (br1, bi1) = (Vector512.Load(b + 2 * w), Vector512.Load(b + 3 * w));
            var (re, im) = (Vector512.Load(a0), Vector512.Load(a0 + w));
            Add(re, im, br0, bi0, ref r00, ref i00);
            Add(re, im, br1, bi1, ref r01, ref i01);
            (re, im) = (Vector512.Load(a1), Vector512.Load(a1 + w));
            Add(re, im, br0, bi0, ref r10, ref i10);
            Add(re, im, br1, bi1, ref r11, ref i11);
            (re, im) = (Vector512.Load(a2), Vector512.Load(a2 + w));
            Add(re, im, br0, bi0, ref r20, ref i20);
            Add(re, im, br1, bi1, ref r21, ref i21);
            (re, im) = (Vector512.Load(a3), Vector512.Load(a3 + w));
            Add(re, im, br0, bi0, ref r30, ref i30);
            Add(re, im, br1, bi1, ref r31, ref i31);
            a0 += step;
            a1 += step;
            a2 += step;
            a3 += step;
            step += growth;
            b += bDepth;
        }

        Store(sum, r00, i00, r01, i01);
        Store(sum + 4 * w, r10, i10, r11, i11);
        Store(sum + 8 * w, r20, i20, r21, i21);
        Store(sum + 12 * w, r30, i30, r31, i31);
    }

    /// <summary>sum_rc = Σ_k j_kr b_kc with real j, the same for all lanes.</summary>
    /// <param name="j">The four of the first term; they follow each other.</param>
    /// <param name="jDepth">Elements from one term to the next.</param>
    /// <param name="b">First of b; its two columns follow each other.</param>
    /// <param name="bDepth">Elements from one term of b to the next.</param>
    /// <param name="depth">Number of terms.</param>
    /// <param name="sum">[4 × 2] complex, overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RealProducts(T* j, nint jDepth, T* b, nint bDepth, int depth, T* sum)
    {
        var w = Vector512<T>.Count;
        Vector512<T> r00 = default, i00 = default, r01 = default, i01 = default, r10 = default, i10 = default, r11 = default, i11 = default;
        Vector512<T> r20 = default, i20 = default, r21 = default, i21 = default, r30 = default, i30 = default, r31 = default, i31 = default;
        for (var k = 0; k < depth; k++)
        {
            var (br0, bi0) = (Vector512.Load(b), Vector512.Load(b + w));
            var (br1, bi1) = (Vector512.Load(b + 2 * w), Vector512.Load(b + 3 * w));
            var real = Vector512.Create(j[0]);
            (r00, i00) = (Fused.MultiplyAdd(real, br0, r00), Fused.MultiplyAdd(real, bi0, i00));
            (r01, i01) = (Fused.MultiplyAdd(real, br1, r01), Fused.MultiplyAdd(real, bi1, i01));
            real = Vector512.Create(j[1]);
            (r10, i10) = (Fused.MultiplyAdd(real, br0, r10), Fused.MultiplyAdd(real, bi0, i10));
            (r11, i11) = (Fused.MultiplyAdd(real, br1, r11), Fused.MultiplyAdd(real, bi1, i11));
            real = Vector512.Create(j[2]);
            (r20, i20) = (Fused.MultiplyAdd(real, br0, r20), Fused.MultiplyAdd(real, bi0, i20));
            (r21, i21) = (Fused.MultiplyAdd(real, br1, r21), Fused.MultiplyAdd(real, bi1, i21));
            real = Vector512.Create(j[3]);
            (r30, i30) = (Fused.MultiplyAdd(real, br0, r30), Fused.MultiplyAdd(real, bi0, i30));
            (r31, i31) = (Fused.MultiplyAdd(real, br1, r31), Fused.MultiplyAdd(real, bi1, i31));
            j += jDepth;
            b += bDepth;
        }

        Store(sum, r00, i00, r01, i01);
        Store(sum + 4 * w, r10, i10, r11, i11);
        Store(sum + 8 * w, r20, i20, r21, i21);
        Store(sum + 12 * w, r30, i30, r31, i31);
    }

    /// <summary>One complex product a lane, added: sum += a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        Vector512<T> aRe, Vector512<T> aIm, Vector512<T> bRe, Vector512<T> bIm, ref Vector512<T> re, ref Vector512<T> im)
    {
        re = Fused.NegatedMultiplyAdd(aIm, bIm, Fused.MultiplyAdd(aRe, bRe, re));
        im = Fused.MultiplyAdd(aIm, bRe, Fused.MultiplyAdd(aRe, bIm, im));
    }

    /// <summary>a b, lane by lane, written to <paramref name="c"/>, which may be either factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(T* a, T* b, T* c)
    {
        var w = Vector512<T>.Count;
        var (aRe, aIm, bRe, bIm) = (Vector512.Load(a), Vector512.Load(a + w), Vector512.Load(b), Vector512.Load(b + w));
        Fused.NegatedMultiplyAdd(aIm, bIm, aRe * bRe).Store(c);
        Fused.MultiplyAdd(aIm, bRe, aRe * bIm).Store(c + w);
    }

    /// <summary>c − a b, lane by lane, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractProduct(T* c, T* a, T* b)
    {
        var w = Vector512<T>.Count;
        var (aRe, aIm, bRe, bIm) = (Vector512.Load(a), Vector512.Load(a + w), Vector512.Load(b), Vector512.Load(b + w));
        Fused.MultiplyAdd(aIm, bIm, Fused.NegatedMultiplyAdd(aRe, bRe, Vector512.Load(c))).Store(c);
        Fused.NegatedMultiplyAdd(aIm, bRe, Fused.NegatedMultiplyAdd(aRe, bIm, Vector512.Load(c + w))).Store(c + w);
    }

    /// <summary>c ← −a b, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetNegatedProduct(T* c, T* a, T* b)
    {
        var w = Vector512<T>.Count;
        var (aRe, aIm, bRe, bIm) = (Vector512.Load(a), Vector512.Load(a + w), Vector512.Load(b), Vector512.Load(b + w));
        Fused.NegatedMultiplyAdd(aRe, bRe, aIm * bIm).Store(c);
        (-Fused.MultiplyAdd(aIm, bRe, aRe * bIm)).Store(c + w);
    }

    /// <summary>1/a, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invert(T* a, T* inverse)
    {
        var w = Vector512<T>.Count;
        var (re, im) = (Vector512.Load(a), Vector512.Load(a + w));
        var scale = Vector512<T>.One / Fused.MultiplyAdd(re, re, im * im);
        (re * scale).Store(inverse);
        (-im * scale).Store(inverse + w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* sum, Vector512<T> r0, Vector512<T> i0, Vector512<T> r1, Vector512<T> i1)
    {
        var w = Vector512<T>.Count;
        r0.Store(sum);
        i0.Store(sum + w);
        r1.Store(sum + 2 * w);
        i1.Store(sum + 3 * w);
    }
}

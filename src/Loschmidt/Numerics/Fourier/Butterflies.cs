using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>A hand-written discrete Fourier transform of a few complex vectors held in registers.</summary>
internal unsafe interface IButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of points.</summary>
    static abstract int Radix { get; }

    /// <summary>Reads Radix elements spaced by <paramref name="from"/>, writes them spaced by <paramref name="to"/>.</summary>
    /// <param name="sourceRe">First real input.</param>
    /// <param name="sourceIm">First imaginary input.</param>
    /// <param name="from">Distance of inputs.</param>
    /// <param name="targetRe">First real output; may be the input.</param>
    /// <param name="targetIm">First imaginary output.</param>
    /// <param name="to">Distance of outputs.</param>
    /// <param name="factor">Where outputs go: scale or twiddle.</param>
    static abstract void Apply<TFactor>(
        T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>;
}

/// <summary>Two points.</summary>
internal readonly unsafe struct Radix2<T> : IButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Radix => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TFactor>(
        T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>
    {
        var a = ComplexVector<T>.Load(sourceRe, sourceIm, 0);
        var b = ComplexVector<T>.Load(sourceRe, sourceIm, from);
        factor.Times(a + b, 0).Store(targetRe, targetIm, 0);
        factor.Times(a - b, 1).Store(targetRe, targetIm, to);
    }
}

/// <summary>Three points.</summary>
internal readonly unsafe struct Radix3<T> : IButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Radix => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TFactor>(
        T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>
    {
        var a = ComplexVector<T>.Load(sourceRe, sourceIm, 0);
        var b = ComplexVector<T>.Load(sourceRe, sourceIm, from);
        var c = ComplexVector<T>.Load(sourceRe, sourceIm, 2 * from);
        var sum = b + c;
        var even = a.Plus(Vector512.Create(T.CreateTruncating(-0.5)), sum);
        var odd = (Vector512.Create(T.CreateTruncating(0.86602540378443864676)) * (b - c)).TimesMinusI();
        factor.Times(a + sum, 0).Store(targetRe, targetIm, 0);
        factor.Times(even + odd, 1).Store(targetRe, targetIm, to);
        factor.Times(even - odd, 2).Store(targetRe, targetIm, 2 * to);
    }
}

/// <summary>Four points.</summary>
internal readonly unsafe struct Radix4<T> : IButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Radix => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TFactor>(
        T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>
    {
        var a = ComplexVector<T>.Load(sourceRe, sourceIm, 0);
        var b = ComplexVector<T>.Load(sourceRe, sourceIm, from);
        var c = ComplexVector<T>.Load(sourceRe, sourceIm, 2 * from);
        var d = ComplexVector<T>.Load(sourceRe, sourceIm, 3 * from);
        var (ac, bd, a_c) = (a + c, b + d, a - c);
        var turned = (b - d).TimesMinusI();
        factor.Times(ac + bd, 0).Store(targetRe, targetIm, 0);
        factor.Times(a_c + turned, 1).Store(targetRe, targetIm, to);
        factor.Times(ac - bd, 2).Store(targetRe, targetIm, 2 * to);
        factor.Times(a_c - turned, 3).Store(targetRe, targetIm, 3 * to);
    }
}

/// <summary>Five points.</summary>
internal readonly unsafe struct Radix5<T> : IButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Radix => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TFactor>(
        T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>
    {
        var cos1 = Vector512.Create(T.CreateTruncating(0.30901699437494742410));
        var cos2 = Vector512.Create(T.CreateTruncating(-0.80901699437494742410));
        var sin1 = Vector512.Create(T.CreateTruncating(0.95105651629515357212));
        var sin2 = Vector512.Create(T.CreateTruncating(0.58778525229247312917));
        var a = ComplexVector<T>.Load(sourceRe, sourceIm, 0);
        var b = ComplexVector<T>.Load(sourceRe, sourceIm, from);
        var c = ComplexVector<T>.Load(sourceRe, sourceIm, 2 * from);
        var d = ComplexVector<T>.Load(sourceRe, sourceIm, 3 * from);
        var e = ComplexVector<T>.Load(sourceRe, sourceIm, 4 * from);
        var (be, cd, b_e, c_d) = (b + e, c + d, b - e, c - d);
        var even1 = a.Plus(cos1, be).Plus(cos2, cd);
        var even2 = a.Plus(cos2, be).Plus(cos1, cd);
        var odd1 = (sin1 * b_e).Plus(sin2, c_d).TimesMinusI();
        var odd2 = (sin2 * b_e - sin1 * c_d).TimesMinusI();
        factor.Times(a + be + cd, 0).Store(targetRe, targetIm, 0);
        factor.Times(even1 + odd1, 1).Store(targetRe, targetIm, to);
        factor.Times(even2 + odd2, 2).Store(targetRe, targetIm, 2 * to);
        factor.Times(even2 - odd2, 3).Store(targetRe, targetIm, 3 * to);
        factor.Times(even1 - odd1, 4).Store(targetRe, targetIm, 4 * to);
    }
}

/// <summary>Eight points: two of four, turned by eighths.</summary>
internal readonly unsafe struct Radix8<T> : IButterfly<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Radix => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TFactor>(
        T* sourceRe, T* sourceIm, nint from, T* targetRe, T* targetIm, nint to, TFactor factor)
        where TFactor : struct, IOutputFactor<T>
    {
        var half = Vector512.Create(T.CreateTruncating(0.70710678118654752440));
        var a0 = ComplexVector<T>.Load(sourceRe, sourceIm, 0);
        var a4 = ComplexVector<T>.Load(sourceRe, sourceIm, 4 * from);
        var (p0, m0) = (a0 + a4, a0 - a4);
        var a2 = ComplexVector<T>.Load(sourceRe, sourceIm, 2 * from);
        var a6 = ComplexVector<T>.Load(sourceRe, sourceIm, 6 * from);
        var (p2, m2) = (a2 + a6, (a2 - a6).TimesMinusI());
        var (even0, even2, even1, even3) = (p0 + p2, p0 - p2, m0 + m2, m0 - m2);

        var a1 = ComplexVector<T>.Load(sourceRe, sourceIm, from);
        var a5 = ComplexVector<T>.Load(sourceRe, sourceIm, 5 * from);
        var (p1, m1) = (a1 + a5, a1 - a5);
        var a3 = ComplexVector<T>.Load(sourceRe, sourceIm, 3 * from);
        var a7 = ComplexVector<T>.Load(sourceRe, sourceIm, 7 * from);
        var (p3, m3) = (a3 + a7, (a3 - a7).TimesMinusI());
        var (odd0, odd2, o1, o3) = (p1 + p3, (p1 - p3).TimesMinusI(), m1 + m3, m1 - m3);
        var odd1 = half * new ComplexVector<T>(o1.Re + o1.Im, o1.Im - o1.Re);
        var odd3 = half * new ComplexVector<T>(o3.Im - o3.Re, -o3.Re - o3.Im);

        factor.Times(even0 + odd0, 0).Store(targetRe, targetIm, 0);
        factor.Times(even1 + odd1, 1).Store(targetRe, targetIm, to);
        factor.Times(even2 + odd2, 2).Store(targetRe, targetIm, 2 * to);
        factor.Times(even3 + odd3, 3).Store(targetRe, targetIm, 3 * to);
        factor.Times(even0 - odd0, 4).Store(targetRe, targetIm, 4 * to);
        factor.Times(even1 - odd1, 5).Store(targetRe, targetIm, 5 * to);
        factor.Times(even2 - odd2, 6).Store(targetRe, targetIm, 6 * to);
        factor.Times(even3 - odd3, 7).Store(targetRe, targetIm, 7 * to);
    }
}

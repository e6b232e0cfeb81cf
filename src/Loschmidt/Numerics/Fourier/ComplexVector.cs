using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Fourier;

/// <summary>One complex number in each lane of a pair of vectors: the register of every butterfly.</summary>
internal readonly unsafe struct ComplexVector<T>(Vector512<T> re, Vector512<T> im)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Vector512<T> Re = re;
    public readonly Vector512<T> Im = im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexVector<T> Load(T* re, T* im, nint offset) =>
        new(Vector512.Load(re + offset), Vector512.Load(im + offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexVector<T> operator +(ComplexVector<T> a, ComplexVector<T> b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexVector<T> operator -(ComplexVector<T> a, ComplexVector<T> b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexVector<T> operator *(Vector512<T> a, ComplexVector<T> b) => new(a * b.Re, a * b.Im);

    /// <summary>a·b + c with one rounding, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Fma(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>This + factor·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexVector<T> Plus(Vector512<T> factor, ComplexVector<T> b) =>
        new(Fma(factor, b.Re, Re), Fma(factor, b.Im, Im));

    /// <summary>−i times this.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexVector<T> TimesMinusI() => new(Im, -Re);

    /// <summary>This times the number whose (re, im) lie at the pointer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexVector<T> Times(T* factor)
    {
        var c = Vector512.Create(factor[0]);
        var s = Vector512.Create(factor[1]);
        return new(Fma(c, Re, -(s * Im)), Fma(c, Im, s * Re));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* re, T* im, nint offset)
    {
        Re.Store(re + offset);
        Im.Store(im + offset);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Formulas;

internal interface IUnary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract Vector512<T> Of(Vector512<T> x);
}

internal interface IBinary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract Vector512<T> Of(Vector512<T> a, Vector512<T> b);
}

internal interface ITernary<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> c);
}

/// <summary>The operations of formulas on 512-bit vectors; a lane's result depends on that lane alone.</summary>
internal static class VectorFunctions<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Both functions; beyond the range of the fast ones, the framework's, number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Sin, Vector512<T> Cos) SinCosOf(Vector512<T> x)
    {
        var (sin, cos) = SinCos.Of(x);
        return Vector512.GreaterThanAny(Vector512.Abs(x), Vector512.Create(T.CreateTruncating(SinCos.Range))) ? Beyond(x) : (sin, cos);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Vector512<T> Sin, Vector512<T> Cos) Beyond(Vector512<T> x)
    {
        Span<T> φ = stackalloc T[Vector512<T>.Count];
        Span<T> sin = stackalloc T[Vector512<T>.Count];
        Span<T> cos = stackalloc T[Vector512<T>.Count];
        x.CopyTo(φ);
        SinCos.Of<T>(φ, sin, cos);
        return (Vector512.Create<T>(sin), Vector512.Create<T>(cos));
    }

    public readonly struct Add : IBinary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b) => a + b;
    }

    public readonly struct Subtract : IBinary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b) => a - b;
    }

    public readonly struct Multiply : IBinary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b) => a * b;
    }

    public readonly struct Divide : IBinary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b) => a / b;
    }

    /// <summary>a b + c.</summary>
    public readonly struct MultiplyAdd : ITernary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> c) => Fused.MultiplyAdd(a, b, c);
    }

    /// <summary>a b − c.</summary>
    public readonly struct MultiplySubtract : ITernary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> c) => Fused.MultiplyAdd(a, b, -c);
    }

    /// <summary>c − a b.</summary>
    public readonly struct NegatedMultiplyAdd : ITernary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> a, Vector512<T> b, Vector512<T> c) => Fused.NegatedMultiplyAdd(a, b, c);
    }

    public readonly struct Copy : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => x;
    }

    public readonly struct Negate : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => -x;
    }

    public readonly struct Sin : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => SinCosOf(x).Sin;
    }

    public readonly struct Cos : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => SinCosOf(x).Cos;
    }

    public readonly struct Exp : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Exponential.Of(x);
    }

    public readonly struct Log : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => typeof(T) == typeof(double)
            ? Vector512.Log(x.AsDouble()).As<double, T>()
            : Vector512.Log(x.AsSingle()).As<float, T>();
    }

    public readonly struct Sqrt : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Vector512.Sqrt(x);
    }

    public readonly struct HyperbolicTangent : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Tanh.Of(x);
    }

    public readonly struct Cosh : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x)
        {
            var e = Exponential.Of(Vector512.Abs(x));
            return (e + (Vector512<T>.One / e)) * Vector512.Create(T.CreateTruncating(0.5));
        }
    }

    /// <summary>tanh x · cosh x, which keeps the relative accuracy of tanh near zero.</summary>
    public readonly struct Sinh : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x) => Tanh.Of(x) * Cosh.Of(x);
    }

    /// <summary>2e/(1 + e²) with e = e^(−|x|): nothing overflows.</summary>
    public readonly struct Sech : IUnary<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of(Vector512<T> x)
        {
            var e = Exponential.Of(-Vector512.Abs(x));
            return (e + e) / Fused.MultiplyAdd(e, e, Vector512<T>.One);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Reals;

// Vector math exists for float and double only: the branches on typeof(T) fold away and stay in this file.
public readonly partial struct Lane<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Sin(Lane<T> x) => new(typeof(T) == typeof(double)
        ? Vector512.Sin(x.Value.AsDouble()).As<double, T>()
        : Vector512.Sin(x.Value.AsSingle()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Cos(Lane<T> x) => new(typeof(T) == typeof(double)
        ? Vector512.Cos(x.Value.AsDouble()).As<double, T>()
        : Vector512.Cos(x.Value.AsSingle()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Exp(Lane<T> x) => new(typeof(T) == typeof(double)
        ? Vector512.Exp(x.Value.AsDouble()).As<double, T>()
        : Vector512.Exp(x.Value.AsSingle()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Log(Lane<T> x) => new(typeof(T) == typeof(double)
        ? Vector512.Log(x.Value.AsDouble()).As<double, T>()
        : Vector512.Log(x.Value.AsSingle()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Sqrt(Lane<T> x) => new(Vector512.Sqrt(x.Value));

    /// <inheritdoc/>
    /// <remarks>
    /// 1 − 2/(e²ˣ + 1) away from zero; below ½, where that cancels, Lambert's continued fraction x/(1 + x²/(3 + x²/(5
    /// + …))) cut after the 13, whose remainder is 2e-16 there. Odd in x to the last bit.
    /// </remarks>
    public static Lane<T> Tanh(Lane<T> x)
    {
        var modulus = new Lane<T>(Vector512.Abs(x.Value));
        var square = x * x;
        var near = modulus * (((square + 378) * square + 17325) * square + 135135)
            / (((square * 28 + 3150) * square + 62370) * square + 135135);
        var far = 1 - 2 / (Exp(modulus * 2) + 1);
        var small = Vector512.LessThan(modulus.Value, Broadcast(0.5));
        var positive = Vector512.ConditionalSelect(small, near.Value, far.Value);
        return new(Vector512.CopySign(positive, x.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Pow(Lane<T> x, int n) => IntegerPower.Of(x, n);
}

using System.Runtime.CompilerServices;

namespace Loschmidt.Numerics.Reals;

/// <summary>A value and its derivative along one direction: f(x + ϵẋ) = f(x) + ϵ f′(x) ẋ with ϵ² = 0.</summary>
/// <remarks>Nested, <c>Dual&lt;Dual&lt;Lane&lt;T&gt;&gt;&gt;</c>, it gives the derivative of a force along a
/// displacement.</remarks>
/// <typeparam name="R">The number both parts are made of.</typeparam>
/// <param name="value">f.</param>
/// <param name="derivative">ḟ.</param>
public readonly struct Dual<R>(R value, R derivative) : IReal<Dual<R>>
    where R : struct, IReal<R>
{
    /// <summary>f.</summary>
    public R Value { get; } = value;

    /// <summary>ḟ, the derivative along the direction the inputs were seeded with.</summary>
    public R Derivative { get; } = derivative;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> FromDouble(double value) => new(R.FromDouble(value), R.FromDouble(0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator +(Dual<R> a, Dual<R> b) => new(a.Value + b.Value, a.Derivative + b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator +(Dual<R> a, double b) => new(a.Value + b, a.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator +(double a, Dual<R> b) => new(a + b.Value, b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator -(Dual<R> a, Dual<R> b) => new(a.Value - b.Value, a.Derivative - b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator -(Dual<R> a, double b) => new(a.Value - b, a.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator -(double a, Dual<R> b) => new(a - b.Value, -b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator -(Dual<R> a) => new(-a.Value, -a.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator *(Dual<R> a, Dual<R> b) =>
        new(a.Value * b.Value, a.Derivative * b.Value + a.Value * b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator *(Dual<R> a, double b) => new(a.Value * b, a.Derivative * b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator *(double a, Dual<R> b) => new(a * b.Value, a * b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator /(Dual<R> a, Dual<R> b)
    {
        var quotient = a.Value / b.Value;
        return new(quotient, (a.Derivative - quotient * b.Derivative) / b.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator /(Dual<R> a, double b) => new(a.Value / b, a.Derivative / b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> operator /(double a, Dual<R> b)
    {
        var quotient = a / b.Value;
        return new(quotient, -(quotient * b.Derivative) / b.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Sin(Dual<R> x) => new(R.Sin(x.Value), R.Cos(x.Value) * x.Derivative);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Cos(Dual<R> x) => new(R.Cos(x.Value), -(R.Sin(x.Value) * x.Derivative));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Exp(Dual<R> x)
    {
        var exp = R.Exp(x.Value);
        return new(exp, exp * x.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Log(Dual<R> x) => new(R.Log(x.Value), x.Derivative / x.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Sqrt(Dual<R> x)
    {
        var root = R.Sqrt(x.Value);
        return new(root, x.Derivative / (root * 2));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Tanh(Dual<R> x)
    {
        var tanh = R.Tanh(x.Value);
        return new(tanh, (1 - tanh * tanh) * x.Derivative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<R> Pow(Dual<R> x, int n)
    {
        if (n == 0)
        {
            return FromDouble(1);
        }

        var lower = R.Pow(x.Value, n - 1);
        return new(lower * x.Value, lower * x.Derivative * n);
    }
}

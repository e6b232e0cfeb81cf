using System.Runtime.CompilerServices;

namespace Loschmidt.Numerics.Reals;

/// <summary>A plain double as an <see cref="IReal{R}"/>.</summary>
/// <param name="Value">The number.</param>
public readonly record struct RealNumber(double Value) : IReal<RealNumber>
{
    /// <inheritdoc/>
    public static RealNumber FromDouble(double value) => new(value);

    /// <inheritdoc/>
    public static RealNumber operator +(RealNumber a, RealNumber b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    public static RealNumber operator +(RealNumber a, double b) => new(a.Value + b);

    /// <inheritdoc/>
    public static RealNumber operator +(double a, RealNumber b) => new(a + b.Value);

    /// <inheritdoc/>
    public static RealNumber operator -(RealNumber a, RealNumber b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    public static RealNumber operator -(RealNumber a, double b) => new(a.Value - b);

    /// <inheritdoc/>
    public static RealNumber operator -(double a, RealNumber b) => new(a - b.Value);

    /// <inheritdoc/>
    public static RealNumber operator -(RealNumber a) => new(-a.Value);

    /// <inheritdoc/>
    public static RealNumber operator *(RealNumber a, RealNumber b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    public static RealNumber operator *(RealNumber a, double b) => new(a.Value * b);

    /// <inheritdoc/>
    public static RealNumber operator *(double a, RealNumber b) => new(a * b.Value);

    /// <inheritdoc/>
    public static RealNumber operator /(RealNumber a, RealNumber b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    public static RealNumber operator /(RealNumber a, double b) => new(a.Value / b);

    /// <inheritdoc/>
    public static RealNumber operator /(double a, RealNumber b) => new(a / b.Value);

    /// <inheritdoc/>
    public static RealNumber Sin(RealNumber x) => new(Math.Sin(x.Value));

    /// <inheritdoc/>
    public static RealNumber Cos(RealNumber x) => new(Math.Cos(x.Value));

    /// <inheritdoc/>
    public static RealNumber Exp(RealNumber x) => new(Math.Exp(x.Value));

    /// <inheritdoc/>
    public static RealNumber Log(RealNumber x) => new(Math.Log(x.Value));

    /// <inheritdoc/>
    public static RealNumber Sqrt(RealNumber x) => new(Math.Sqrt(x.Value));

    /// <inheritdoc/>
    public static RealNumber Tanh(RealNumber x) => new(Math.Tanh(x.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RealNumber Pow(RealNumber x, int n) => IntegerPower.Of(x, n);
}

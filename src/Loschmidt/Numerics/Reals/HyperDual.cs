namespace Loschmidt.Numerics.Reals;

/// <summary>A value with two first derivatives and their mixed second derivative: one entry of a Hessian,
/// exactly.</summary>
/// <remarks>
/// f + f₁ϵ₁ + f₂ϵ₂ + f₁₂ϵ₁ϵ₂ with ϵ₁² = ϵ₂² = 0. The reference adjoint builds its local Hessians from this scalar
/// type, and only from it, so that nothing it computes can share a mistake with <see cref="Dual{R}"/>.
/// <para>J. A. Fike, J. J. Alonso, "The development of hyper-dual numbers for exact second-derivative calculations",
/// AIAA 2011-886.</para>
/// </remarks>
/// <param name="Value">f.</param>
/// <param name="First">f₁.</param>
/// <param name="Second">f₂.</param>
/// <param name="Mixed">f₁₂.</param>
public readonly record struct HyperDual(double Value, double First, double Second, double Mixed) : IReal<HyperDual>
{
    /// <inheritdoc/>
    public static HyperDual FromDouble(double value) => new(value, 0, 0, 0);

    /// <inheritdoc/>
    public static HyperDual operator +(HyperDual a, HyperDual b) =>
        new(a.Value + b.Value, a.First + b.First, a.Second + b.Second, a.Mixed + b.Mixed);

    /// <inheritdoc/>
    public static HyperDual operator +(HyperDual a, double b) => a with { Value = a.Value + b };

    /// <inheritdoc/>
    public static HyperDual operator +(double a, HyperDual b) => b + a;

    /// <inheritdoc/>
    public static HyperDual operator -(HyperDual a, HyperDual b) => a + -b;

    /// <inheritdoc/>
    public static HyperDual operator -(HyperDual a, double b) => a with { Value = a.Value - b };

    /// <inheritdoc/>
    public static HyperDual operator -(double a, HyperDual b) => -b + a;

    /// <inheritdoc/>
    public static HyperDual operator -(HyperDual a) => new(-a.Value, -a.First, -a.Second, -a.Mixed);

    /// <inheritdoc/>
    public static HyperDual operator *(HyperDual a, HyperDual b) => new(
        a.Value * b.Value,
        a.First * b.Value + a.Value * b.First,
        a.Second * b.Value + a.Value * b.Second,
        a.Mixed * b.Value + a.First * b.Second + a.Second * b.First + a.Value * b.Mixed);

    /// <inheritdoc/>
    public static HyperDual operator *(HyperDual a, double b) =>
        new(a.Value * b, a.First * b, a.Second * b, a.Mixed * b);

    /// <inheritdoc/>
    public static HyperDual operator *(double a, HyperDual b) => b * a;

    /// <inheritdoc/>
    public static HyperDual operator /(HyperDual a, HyperDual b) => a * (1 / b);

    /// <inheritdoc/>
    public static HyperDual operator /(HyperDual a, double b) => a * (1 / b);

    /// <inheritdoc/>
    public static HyperDual operator /(double a, HyperDual b)
    {
        var inverse = 1 / b.Value;
        return b.Through(a * inverse, -a * inverse * inverse, 2 * a * inverse * inverse * inverse);
    }

    /// <inheritdoc/>
    public static HyperDual Sin(HyperDual x)
    {
        var (sin, cos) = Math.SinCos(x.Value);
        return x.Through(sin, cos, -sin);
    }

    /// <inheritdoc/>
    public static HyperDual Cos(HyperDual x)
    {
        var (sin, cos) = Math.SinCos(x.Value);
        return x.Through(cos, -sin, -cos);
    }

    /// <inheritdoc/>
    public static HyperDual Exp(HyperDual x)
    {
        var exp = Math.Exp(x.Value);
        return x.Through(exp, exp, exp);
    }

    /// <inheritdoc/>
    public static HyperDual Log(HyperDual x) => x.Through(Math.Log(x.Value), 1 / x.Value, -1 / (x.Value * x.Value));

    /// <inheritdoc/>
    public static HyperDual Sqrt(HyperDual x)
    {
        var root = Math.Sqrt(x.Value);
        return x.Through(root, 0.5 / root, -0.25 / (root * x.Value));
    }

    /// <inheritdoc/>
    public static HyperDual Tanh(HyperDual x)
    {
        var tanh = Math.Tanh(x.Value);
        var slope = 1 - tanh * tanh;
        return x.Through(tanh, slope, -2 * tanh * slope);
    }

    /// <inheritdoc/>
    public static HyperDual Pow(HyperDual x, int n) => x.Through(
        Math.Pow(x.Value, n),
        n == 0 ? 0 : n * Math.Pow(x.Value, n - 1),
        n is 0 or 1 ? 0 : n * (n - 1.0) * Math.Pow(x.Value, n - 2));

    // The chain rule to second order: f(x), f′ and f″ at x.Value.
    private HyperDual Through(double f, double slope, double curvature) =>
        new(f, slope * First, slope * Second, curvature * First * Second + slope * Mixed);
}

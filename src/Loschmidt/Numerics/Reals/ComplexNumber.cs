namespace Loschmidt.Numerics.Reals;

/// <summary>A complex number for the complex step: the imaginary part is a derivative that no subtraction ever
/// touches.</summary>
/// <remarks>
/// f(x + ih) = f(x) + ih f′(x) + O(h²). The formulas below never cancel a tiny imaginary part against a real one, so
/// that h = 1e-30 leaves all digits of f′; a library complex type does not promise that.
/// </remarks>
/// <param name="Re">Real part.</param>
/// <param name="Im">Imaginary part.</param>
public readonly record struct ComplexNumber(double Re, double Im) : IReal<ComplexNumber>
{
    /// <inheritdoc/>
    public static ComplexNumber FromDouble(double value) => new(value, 0);

    /// <inheritdoc/>
    public static ComplexNumber operator +(ComplexNumber a, ComplexNumber b) => new(a.Re + b.Re, a.Im + b.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator +(ComplexNumber a, double b) => new(a.Re + b, a.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator +(double a, ComplexNumber b) => new(a + b.Re, b.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator -(ComplexNumber a, ComplexNumber b) => new(a.Re - b.Re, a.Im - b.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator -(ComplexNumber a, double b) => new(a.Re - b, a.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator -(double a, ComplexNumber b) => new(a - b.Re, -b.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator -(ComplexNumber a) => new(-a.Re, -a.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator *(ComplexNumber a, ComplexNumber b) =>
        new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);

    /// <inheritdoc/>
    public static ComplexNumber operator *(ComplexNumber a, double b) => new(a.Re * b, a.Im * b);

    /// <inheritdoc/>
    public static ComplexNumber operator *(double a, ComplexNumber b) => new(a * b.Re, a * b.Im);

    /// <inheritdoc/>
    public static ComplexNumber operator /(ComplexNumber a, ComplexNumber b)
    {
        var square = b.Re * b.Re + b.Im * b.Im;
        return new((a.Re * b.Re + a.Im * b.Im) / square, (a.Im * b.Re - a.Re * b.Im) / square);
    }

    /// <inheritdoc/>
    public static ComplexNumber operator /(ComplexNumber a, double b) => new(a.Re / b, a.Im / b);

    /// <inheritdoc/>
    public static ComplexNumber operator /(double a, ComplexNumber b) => FromDouble(a) / b;

    /// <inheritdoc/>
    public static ComplexNumber Sin(ComplexNumber x)
    {
        var (sin, cos) = Math.SinCos(x.Re);
        return new(sin * Math.Cosh(x.Im), cos * Math.Sinh(x.Im));
    }

    /// <inheritdoc/>
    public static ComplexNumber Cos(ComplexNumber x)
    {
        var (sin, cos) = Math.SinCos(x.Re);
        return new(cos * Math.Cosh(x.Im), -sin * Math.Sinh(x.Im));
    }

    /// <inheritdoc/>
    public static ComplexNumber Exp(ComplexNumber x)
    {
        var (sin, cos) = Math.SinCos(x.Im);
        var modulus = Math.Exp(x.Re);
        return new(modulus * cos, modulus * sin);
    }

    /// <inheritdoc/>
    public static ComplexNumber Log(ComplexNumber x) =>
        new(Math.Log(Math.Abs(x.Re)) + Excess(x), Math.Atan2(x.Im, x.Re));

    /// <inheritdoc/>
    public static ComplexNumber Sqrt(ComplexNumber x)
    {
        var re = Math.Sqrt((Modulus(x) + x.Re) / 2);
        return new(re, x.Im / (2 * re));
    }

    /// <inheritdoc/>
    public static ComplexNumber Tanh(ComplexNumber x)
    {
        var (tanh, tan) = (Math.Tanh(x.Re), Math.Tan(x.Im));
        var square = 1 + tanh * tanh * tan * tan;
        return new(tanh * (1 + tan * tan) / square, tan * (1 - tanh * tanh) / square);
    }

    /// <inheritdoc/>
    public static ComplexNumber Pow(ComplexNumber x, int n) => IntegerPower.Of(x, n);

    private static double Excess(ComplexNumber x) => 0.5 * Math.Log(1 + (x.Im / x.Re) * (x.Im / x.Re));

    private static double Modulus(ComplexNumber x) => Math.Sqrt(x.Re * x.Re + x.Im * x.Im);
}

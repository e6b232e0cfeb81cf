namespace Loschmidt.Numerics.Reals;

/// <summary>A number an energy can be written in: a scalar, a vector of lanes, a complex number or a derivative of any
/// of these.</summary>
/// <remarks>
/// Write energies once as <c>static R Energy&lt;R&gt;(…) where R : struct, IReal&lt;R&gt;</c> with ordinary operators
/// and
/// <c>R.Sin(q)</c>; forces, responses and second derivatives follow from the number type. The operators with a plain
/// double are there because a constant promoted to a dual makes the same formula many times slower.
/// </remarks>
/// <typeparam name="R">The number type itself.</typeparam>
public interface IReal<R>
    where R : struct, IReal<R>
{
    /// <summary>The constant, with no derivative.</summary>
    static abstract R FromDouble(double value);

    /// <summary>a + b.</summary>
    static abstract R operator +(R a, R b);

    /// <summary>a + b.</summary>
    static abstract R operator +(R a, double b);

    /// <summary>a + b.</summary>
    static abstract R operator +(double a, R b);

    /// <summary>a − b.</summary>
    static abstract R operator -(R a, R b);

    /// <summary>a − b.</summary>
    static abstract R operator -(R a, double b);

    /// <summary>a − b.</summary>
    static abstract R operator -(double a, R b);

    /// <summary>−a.</summary>
    static abstract R operator -(R a);

    /// <summary>a b.</summary>
    static abstract R operator *(R a, R b);

    /// <summary>a b.</summary>
    static abstract R operator *(R a, double b);

    /// <summary>a b.</summary>
    static abstract R operator *(double a, R b);

    /// <summary>a / b.</summary>
    static abstract R operator /(R a, R b);

    /// <summary>a / b.</summary>
    static abstract R operator /(R a, double b);

    /// <summary>a / b.</summary>
    static abstract R operator /(double a, R b);

    /// <summary>sin x.</summary>
    static abstract R Sin(R x);

    /// <summary>cos x.</summary>
    static abstract R Cos(R x);

    /// <summary>eˣ.</summary>
    static abstract R Exp(R x);

    /// <summary>The natural logarithm.</summary>
    static abstract R Log(R x);

    /// <summary>√x.</summary>
    static abstract R Sqrt(R x);

    /// <summary>tanh x.</summary>
    static abstract R Tanh(R x);

    /// <summary>xⁿ for a whole number n, negative n included.</summary>
    static abstract R Pow(R x, int n);
}

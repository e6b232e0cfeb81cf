namespace Loschmidt.Terms.Modes;

/// <summary>How strongly a mode term acts: the factor f(θ) of H = Σ_k f(θ_k) K_k(Ψ), fixed or trained.</summary>
/// <remarks>
/// θ and K are both constants of the term's own flow, so the flow is that of K for a time f(θ)·dt and the response is
/// f′(θ) K dt, exactly. Derive from it to train through another curve.
/// </remarks>
public abstract class Strength
{
    /// <summary>Whether there is one parameter θ_k per element of the term.</summary>
    public abstract bool IsTrainable { get; }

    /// <summary>Elements it is made for, or 0 when it suits any number.</summary>
    public virtual int Elements => 0;

    /// <summary>f of one element.</summary>
    /// <param name="element">Index k of the element within its term.</param>
    /// <param name="theta">θ_k; 0 where nothing is trained.</param>
    public abstract double Value(int element, double theta);

    /// <summary>f′ of one element.</summary>
    /// <inheritdoc cref="Value"/>
    public abstract double Slope(int element, double theta);

    /// <summary>f″ of one element.</summary>
    /// <inheritdoc cref="Value"/>
    public abstract double Curvature(int element, double theta);

    /// <summary>A constant, the same for all elements when only one is given.</summary>
    /// <param name="values">f_k, one per element or one for all.</param>
    public static Strength Fixed(params double[] values) => new FixedStrength(values);

    /// <summary>f(θ) = scale·θ.</summary>
    /// <param name="scale">χ, the same for all elements.</param>
    public static Strength Trainable(double scale = 1) => new LinearStrength(scale);

    /// <summary>f(θ) = scale·cos²θ: a rotor or a polariser seen under an angle.</summary>
    /// <param name="scale">g, the same for all elements.</param>
    public static Strength CosineSquared(double scale = 1) => new CosineSquaredStrength(scale);

    /// <summary>A constant strength for all elements.</summary>
    public static implicit operator Strength(double value) => Fixed(value);
}

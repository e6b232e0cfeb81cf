using System.Numerics;

namespace Loschmidt.Terms.Modes;

/// <summary>Hamiltonians of complex modes, Ψ = (q + ip)/√2, i dΨ/dt = ∂H/∂Ψ*, each with its exact flow.</summary>
/// <remarks>
/// A term is a quantity times a <see cref="Strength"/>: fixed (<c>0.5</c>), per element (<c>Strength.Fixed(0.5,
/// 0.7)</c>) or trained (<c>Strength.Trainable()</c>, one θ per element). Elements of one term share no mode. All are
/// invariant under time reversal, their flows exact and reversible for any step; the response is exact because each
/// quantity is conserved by its own flow. Verbs allocate nothing.
/// </remarks>
public static class ModeTerms
{
    /// <summary>Detuning: Σ ω|Ψ|², flow Ψ e^(−iωt).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="modes">Coordinates, each at most once.</param>
    /// <param name="frequency">ω.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <exception cref="ArgumentException">A mode occurs twice or there are not as many strengths as modes.</exception>
    public static ITerm<T> Detuning<T>(ReadOnlySpan<int> modes, Strength frequency, string name = "detuning")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, IntensityQuantity>(name, Singles(modes), frequency);

    /// <summary>Trained phase element: Σ χθ|Ψ|², flow Ψ e^(−iχθt), π −= χ|Ψ|²t.</summary>
    /// <param name="modes">Coordinates, each at most once.</param>
    /// <param name="coupling">χ.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="Detuning"/>
    public static ITerm<T> PhaseElement<T>(ReadOnlySpan<int> modes, double coupling = 1, string name = "phase")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Detuning<T>(modes, Strength.Trainable(coupling), name);

    /// <summary>Rotor: Σ g cos²θ |Ψ|², flow Ψ e^(−ig cos²θ t), π += g sin 2θ |Ψ|²t.</summary>
    /// <param name="modes">Coordinates, each at most once.</param>
    /// <param name="coupling">g.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="Detuning"/>
    public static ITerm<T> Rotor<T>(ReadOnlySpan<int> modes, double coupling = 1, string name = "rotor")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Detuning<T>(modes, Strength.CosineSquared(coupling), name);

    /// <summary>Kerr effect: Σ (g/2)|Ψ|⁴, flow Ψ e^(−ig|Ψ|²t).</summary>
    /// <param name="modes">Coordinates, each at most once.</param>
    /// <param name="coupling">g.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="Detuning"/>
    public static ITerm<T> Kerr<T>(ReadOnlySpan<int> modes, Strength coupling, string name = "kerr")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, KerrQuantity>(name, Singles(modes), coupling);

    /// <summary>Degenerate parametric drive: Σ κ(Ψ² + Ψ*²) = Σ κ(q² − p²), a hyperbolic rotation by 2κt.</summary>
    /// <param name="modes">Coordinates, each at most once.</param>
    /// <param name="drive">κ.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="Detuning"/>
    public static ITerm<T> DegenerateParametric<T>(ReadOnlySpan<int> modes, Strength drive, string name = "parametric")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, ParametricQuantity>(name, Singles(modes), drive);

    /// <summary>Beam splitter: Σ J(Ψ₁*Ψ₂ + c.c.), even split at Jt = π/4, swap at Jt = π/2.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="pairs">Coupled coordinates, no mode twice.</param>
    /// <param name="hopping">J.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <exception cref="ArgumentException">A mode occurs twice or there are not as many strengths as pairs.</exception>
    public static ITerm<T> BeamSplitter<T>(
        ReadOnlySpan<(int First, int Second)> pairs, Strength hopping, string name = "hopping")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, HoppingQuantity>(name, Pairs(pairs), hopping);

    /// <summary>Cross-Kerr effect: Σ g|Ψ₁|²|Ψ₂|², each intensity turns the other mode's phase.</summary>
    /// <param name="pairs">Coupled coordinates, no mode twice.</param>
    /// <param name="coupling">g.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="BeamSplitter"/>
    public static ITerm<T> CrossKerr<T>(
        ReadOnlySpan<(int First, int Second)> pairs, Strength coupling, string name = "cross-kerr")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, CrossKerrQuantity>(name, Pairs(pairs), coupling);

    /// <summary>
    /// Two-mode squeezing: Σ χ(ΦΞ + Φ*Ξ*). From Ξ = 0, χt = ln(1 + √2) leaves Ξ = −iΦ₀*: time reversal by an ancilla.
    /// </summary>
    /// <param name="pairs">Coupled coordinates, no mode twice.</param>
    /// <param name="coupling">χ.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="BeamSplitter"/>
    public static ITerm<T> TwoModeSqueezing<T>(
        ReadOnlySpan<(int First, int Second)> pairs, Strength coupling, string name = "squeezing")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, SqueezingQuantity>(name, Pairs(pairs), coupling);

    /// <summary>
    /// χ(2) interaction with an ancilla, χ′(a*Ψ² + aΨ*²), as three exactly solvable pieces H₁, H₂, H₃.
    /// </summary>
    /// <remarks>
    /// With Ψ = (q + ip)/√2, a = (Q + iP)/√2, c = χ′/√2: H₁ = cQq², H₂ = −cQp², H₃ = 2cPqp. Compose them
    /// palindromically, H₁ H₂ H₃ H₂ H₁: second order, canonical, and returning home exactly whatever the step. Needs
    /// about 4χ′T|Ψ|_max steps to resemble the true flow.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="pairs">(mode Ψ, ancilla a), no mode twice.</param>
    /// <param name="coupling">χ′; half of the χ in sech(χrt/√2).</param>
    /// <exception cref="ArgumentException">A mode occurs twice.</exception>
    public static IReadOnlyList<ITerm<T>> Chi2<T>(ReadOnlySpan<(int Mode, int Ancilla)> pairs, double coupling)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var both = Pairs(pairs);
        Strength c = coupling / Math.Sqrt(2);
        return
        [
            new ModeTerm<T, Chi2PositionQuantity>("chi2-position", both, c),
            new ModeTerm<T, Chi2MomentumQuantity>("chi2-momentum", both, c),
            new ModeTerm<T, Chi2ProductQuantity>("chi2-product", both, c),
        ];
    }

    /// <summary>Optomechanics, or χ(2) with a trained mode: Σ g(b + b*)|Ψ|², flow Ψ e^(−i√2gQt), P −= √2g|Ψ|²t with b = (Q + iP)/√2.</summary>
    /// <remarks>With θ = Q this is the phase element of χ = √2g; |Ψ|² and Q are conserved.</remarks>
    /// <param name="pairs">(mode Ψ, mode b), no mode twice.</param>
    /// <param name="coupling">g.</param>
    /// <param name="name">Block name of its parameters.</param>
    /// <inheritdoc cref="BeamSplitter"/>
    public static ITerm<T> Optomechanical<T>(
        ReadOnlySpan<(int First, int Second)> pairs, Strength coupling, string name = "optomechanical")
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ModeTerm<T, OptomechanicalQuantity>(name, Pairs(pairs), coupling);

    /// <summary>Any quadratic energy that conserves quanta: Ψ†AΨ, A real and symmetric, flow Ψ → e^(−iAt)Ψ.</summary>
    /// <remarks>Lossless optics between these modes, all of it at once; a symmetric unitary map. No two threads may share the term.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="modes">Coordinates, each at most once.</param>
    /// <param name="matrix">A, [modes × modes].</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">The matrix is not symmetric or has another size, or a mode occurs twice.</exception>
    public static ITerm<T> Quadratic<T>(ReadOnlySpan<int> modes, double[,] matrix, string name = "quadratic")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new QuadraticTerm<T>(name, modes, matrix);
    }

    private static ModePair[] Singles(ReadOnlySpan<int> modes)
    {
        var pairs = new ModePair[modes.Length];
        for (var k = 0; k < pairs.Length; k++)
            pairs[k] = new ModePair(modes[k], modes[k]);

        return pairs;
    }

    private static ModePair[] Pairs(ReadOnlySpan<(int First, int Second)> modes)
    {
        var pairs = new ModePair[modes.Length];
        for (var k = 0; k < pairs.Length; k++)
            pairs[k] = new ModePair(modes[k].First, modes[k].Second);

        return pairs;
    }
}

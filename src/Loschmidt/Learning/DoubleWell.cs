using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>Discrete parameters: every θ lies in a double well, H_θ = Ωπ²/2 + λ(θ² − 1)², and comes to rest at −1 or +1.</summary>
/// <remarks>
/// Carriers (θ, π). Barrier λ at θ = 0; small oscillations have ω² = 8λΩ. Drift: leapfrog kick-drift-kick, symplectic, palindromic, order 2.
/// Decay with a bath: Langevin dynamics π̇ = −4λθ(θ² − 1) − Γπ + √(2ΓkT/Ω) ξ by BAOAB, half kick, half drift, exact Ornstein–Uhlenbeck step
/// π ← cπ + √((1 − c²)kT/Ω) ξ with c = e^(−Γh), half drift, half kick; stationary law exp(−H_θ/kT) up to O(h²), ⟨π²⟩ = kT/Ω.
/// <para>BAOAB: B. Leimkuhler, C. Matthews, Appl. Math. Res. eXpress 2013 (2013) 34.</para>
/// </remarks>
public sealed class DoubleWell : LearningMatter
{
    private readonly double _inverseMass;
    private readonly double _stiffness;
    private readonly double _longest;

    /// <summary>A double well for every parameter.</summary>
    /// <param name="barrier">λ, the energy between the wells.</param>
    /// <param name="inverseMass">Ω.</param>
    /// <param name="resolution">Longest time step, in units of 1/ω.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or the time step is unstable.</exception>
    public DoubleWell(double barrier, double inverseMass, double resolution = 0.25)
    {
        Wells.ThrowUnlessPositive(barrier, nameof(barrier));
        Wells.ThrowUnlessPositive(inverseMass, nameof(inverseMass));
        Wells.ThrowUnlessStable(resolution, nameof(resolution));
        (Barrier, _inverseMass, _stiffness) = (barrier, inverseMass, 4 * barrier);
        Frequency = Math.Sqrt(8 * barrier * inverseMass);
        _longest = resolution / Frequency;
    }

    /// <summary>λ.</summary>
    public double Barrier { get; }

    /// <summary>ω = √(8λΩ), of small oscillations about ±1.</summary>
    public double Frequency { get; }

    /// <inheritdoc/>
    public override string Name => "double-well";

    /// <inheritdoc/>
    public override int Carriers => 2;

    /// <inheritdoc/>
    public override double InverseMass => _inverseMass;

    /// <inheritdoc/>
    /// <remarks>At rest where it is told, ground state or not: the wells pull as soon as it is let go.</remarks>
    public override void Settle(ReadOnlySpan<double> theta, Span<double> carriers) => Wells.Settle(theta, carriers, 1);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi) => Wells.Read(carriers, theta, pi, 1);

    /// <inheritdoc/>
    public override void Kick(Span<double> carriers, ReadOnlySpan<double> kicks) => Wells.Kick(carriers, kicks, 1);

    /// <inheritdoc/>
    public override void Drift(Span<double> carriers, double time)
    {
        var (count, h) = Substeps.Of(time, _longest);
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (θ, π) = (carriers[i], carriers[i + 1]);
            for (var n = 0; n < count; n++)
            {
                π -= h / 2 * Slope(θ);
                θ += h * _inverseMass * π;
                π -= h / 2 * Slope(θ);
            }

            (carriers[i], carriers[i + 1]) = (θ, π);
        }
    }

    /// <inheritdoc/>
    public override void Reverse(Span<double> carriers) => Wells.Reverse(carriers);

    /// <inheritdoc/>
    /// <remarks>A factor s acts as Γ/s: what is stationary does not depend on it. A complete decay ends when the slower of Γ/2 and ω²/Γ has left e^(−30).</remarks>
    public override void Relax(Span<double> carriers, double rate, double time, double scale, IThermalKicks? bath, long moment)
    {
        var friction = rate / scale;
        var (count, h) = Substeps.OfDecay(time, _longest, friction, Frequency);
        var c = Math.Exp(-friction * h);
        var rms = Math.Sqrt((1 - (c * c)) * (bath?.Temperature ?? 0) / _inverseMass);
        var half = h / 2;
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (θ, π, spare) = (carriers[i], carriers[i + 1], 0.0);
            for (var n = 0; n < count; n++)
            {
                var ξ = Wells.Normal(bath, moment, i / 2, n, ref spare);
                π -= half * Slope(θ);
                θ += half * _inverseMass * π;
                π = (c * π) + (rms * ξ);
                θ += half * _inverseMass * π;
                π -= half * Slope(θ);
            }

            (carriers[i], carriers[i + 1]) = (θ, π);
        }
    }

    /// <inheritdoc/>
    public override double Energy(ReadOnlySpan<double> carriers)
    {
        var energy = 0.0;
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (θ, π) = (carriers[i], carriers[i + 1]);
            var rise = (θ * θ) - 1;
            energy += (_inverseMass * π * π / 2) + (Barrier * rise * rise);
        }

        return energy;
    }

    private double Slope(double θ) => _stiffness * θ * ((θ * θ) - 1);
}

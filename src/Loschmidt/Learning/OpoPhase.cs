using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>Discrete parameters: every θ is the field of a parametric oscillator with Kerr effect, which lives in one of two phases, 0 or π.</summary>
/// <remarks>
/// One mode α = (q + ip)/√2 under a parametric drive: H = b(q² + p²)² − a(q² − p²) = 4b|α|⁴ − a(α² + α*²). Ground states q = ±R, p = 0 with R² = a/2b,
/// amplitude equal and phase 0 or π, −a²/4b deep; the vacuum between them is a saddle. θ = q/R, π = Rp; small oscillations have ω = 4a, and Ω = 8b.
/// <para>
/// Drift: H = [b(q² + p²)² − a(q² + p²)] + 2ap². Half of the second part, a shear q → q + 4apt; the first, a rotation by (4b(q² + p²) − 2a)t; half a shear. Both are exact and
/// leave the ground states alone, so that the whole is canonical, palindromic, of order 2, with the ground states of H itself.
/// </para>
/// <para>
/// Decay: friction against q̇ = ∂H/∂p, ṗ = −∂H/∂q − γ ∂H/∂p + √(2γkT) ξ with γ = Γ/4a, so that small oscillations are damped at Γ and exp(−H/kT) is stationary. The
/// part of ∂H/∂p that is linear in p is an exact Ornstein–Uhlenbeck step in the middle of BAOAB; its cubic part enters by accepting that step
/// with probability min(1, e^(−bΔp⁴/kT)), which keeps exp(−H/kT) exactly, and is left out at kT = 0.
/// </para>
/// <para>The Mexican hat of heb, equation P:23, with one mode in place of two: what was a valley is two points.</para>
/// </remarks>
public sealed class OpoPhase : LearningMatter
{
    // Draws of the acceptance, beside those of the steps.
    private const uint Acceptance = 1u << 31;

    private readonly double _drive;
    private readonly double _kerr;
    private readonly double _radius;
    private readonly double _longest;

    /// <summary>A parametric oscillator for every parameter.</summary>
    /// <param name="drive">a, the strength of the parametric drive.</param>
    /// <param name="kerr">b, the strength of the Kerr effect.</param>
    /// <param name="resolution">Longest time step, in units of 1/ω.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or the time step is too long.</exception>
    public OpoPhase(double drive, double kerr, double resolution = 0.25)
    {
        Wells.ThrowUnlessPositive(drive, nameof(drive));
        Wells.ThrowUnlessPositive(kerr, nameof(kerr));
        Wells.ThrowUnlessStable(resolution, nameof(resolution));
        (_drive, _kerr, _radius) = (drive, kerr, Math.Sqrt(drive / (2 * kerr)));
        _longest = resolution / Frequency;
    }

    /// <summary>a²/4b, the energy between the two phases.</summary>
    public double Barrier => _drive * _drive / (4 * _kerr);

    /// <summary>ω = 4a, of small oscillations about either phase.</summary>
    public double Frequency => 4 * _drive;

    /// <inheritdoc/>
    public override string Name => "opo-phase";

    /// <inheritdoc/>
    public override int Carriers => 2;

    /// <inheritdoc/>
    public override double InverseMass => 8 * _kerr;

    /// <inheritdoc/>
    /// <remarks>At rest where it is told, ground state or not.</remarks>
    public override void Settle(ReadOnlySpan<double> theta, Span<double> carriers) => Wells.Settle(theta, carriers, _radius);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi) => Wells.Read(carriers, theta, pi, _radius);

    /// <inheritdoc/>
    public override void Kick(Span<double> carriers, ReadOnlySpan<double> kicks) => Wells.Kick(carriers, kicks, _radius);

    /// <inheritdoc/>
    public override void Drift(Span<double> carriers, double time)
    {
        var (count, h) = Substeps.Of(time, _longest);
        var half = 4 * _drive * h / 2;
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (q, p) = (carriers[i], carriers[i + 1]);
            for (var n = 0; n < count; n++)
            {
                q += half * p;
                Rotate(ref q, ref p, h);
                q += half * p;
            }

            (carriers[i], carriers[i + 1]) = (q, p);
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
        var half = 4 * _drive * h / 2;
        var γh = friction / Frequency * h;
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (q, p, spare) = (carriers[i], carriers[i + 1], 0.0);
            for (var n = 0; n < count; n++)
            {
                var ξ = Wells.Normal(bath, moment, i / 2, n, ref spare);
                Rotate(ref q, ref p, h / 2);
                q += half * p;
                p = Thermal(q, p, γh, ξ, bath, moment, (uint)i / 2, (uint)n);
                q += half * p;
                Rotate(ref q, ref p, h / 2);
            }

            (carriers[i], carriers[i + 1]) = (q, p);
        }
    }

    /// <inheritdoc/>
    public override double Energy(ReadOnlySpan<double> carriers)
    {
        var energy = 0.0;
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (qq, pp) = (carriers[i] * carriers[i], carriers[i + 1] * carriers[i + 1]);
            energy += (_kerr * (qq + pp) * (qq + pp)) - (_drive * (qq - pp));
        }

        return energy;
    }

    private void Rotate(ref double q, ref double p, double time)
    {
        var (sin, cos) = Math.SinCos(((4 * _kerr * ((q * q) + (p * p))) - (2 * _drive)) * time);
        (q, p) = ((q * cos) + (p * sin), (p * cos) - (q * sin));
    }

    // At fixed q the law of p is exp(−(kp²/2 + bp⁴)/kT), k = 2(a + 2bq²).
    private double Thermal(double q, double p, double γh, double ξ, IThermalKicks? bath, long moment, uint element, uint draw)
    {
        var k = 2 * (_drive + (2 * _kerr * q * q));
        var c = Math.Exp(-γh * k);
        if (bath is null)
        {
            return c * p;
        }

        var next = (c * p) + (Math.Sqrt((1 - (c * c)) * bath.Temperature / k) * ξ);
        var rise = _kerr * ((next * next * next * next) - (p * p * p * p)) / bath.Temperature;
        if (rise <= 0)
        {
            return next;
        }

        // Half the squared length of two normal numbers is exponential: larger than the rise with probability e^(−rise).
        var (x, y) = bath.Normals(moment, element, draw | Acceptance);
        return ((x * x) + (y * y)) / 2 > rise ? next : p;
    }
}

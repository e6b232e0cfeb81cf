using Loschmidt.Machines;

namespace Loschmidt.Reversal;

/// <summary>Parameters bound to θ = 0: H_θ = Ωπ²/2 + ω²θ²/2Ω, a learning field whose ground state is not degenerate.</summary>
/// <remarks>
/// Its flow is a rotation in the plane (θ, Ωπ/ω), even in π, so that an echo takes it back whatever the time. With an external mirror the decay step
/// acts outside and moves θ by (s Ω_D/Γ)(1 − e^(−ΓT_D))π as for free parameters; with an internal one θ relaxes to 0 and everything learned is lost
/// (<c>heb.md</c> §2.4).
/// </remarks>
/// <param name="settings">ω, Ω and the mirror.</param>
public sealed class BoundTheta(BoundThetaSettings settings)
{
    /// <summary>ω, Ω and the mirror.</summary>
    public BoundThetaSettings Settings { get; } = settings;

    /// <summary>The exact flow for a time: θ ← θ cos ωt + (Ω/ω)π sin ωt, π ← π cos ωt − (ω/Ω)θ sin ωt.</summary>
    /// <param name="field">Θ, advanced in place.</param>
    /// <param name="time">t, in T_s.</param>
    public void Drift(LearningField field, double time)
    {
        ArgumentNullException.ThrowIfNull(field);
        var (Ω, ω) = (Settings.InverseMass, Settings.Frequency);
        var (sin, cos) = Math.SinCos(ω * time);
        var (there, back) = (ω > 0 ? Ω / ω * sin : Ω * time, ω / Ω * sin);
        var θ = field.Theta;
        var π = field.Pi;
        for (var k = 0; k < θ.Length; k++)
        {
            (θ[k], π[k]) = ((cos * θ[k]) + (there * π[k]), (cos * π[k]) - (back * θ[k]));
        }
    }

    /// <summary>H_θ, summed over parameters.</summary>
    public double Energy(LearningField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var (Ω, ω) = (Settings.InverseMass, Settings.Frequency);
        var energy = 0.0;
        for (var k = 0; k < field.Count; k++)
        {
            energy += (Ω * field.Pi[k] * field.Pi[k] / 2) + (ω * ω * field.Theta[k] * field.Theta[k] / (2 * Ω));
        }

        return energy;
    }

    /// <summary>The decay step where Θ is: outside as of free parameters, inside θ̇ = sΩ_Dπ, π̇ = −(ω²/Ω)θ − Γπ in closed form.</summary>
    /// <remarks>Inside and for T_D → ∞ both θ and π vanish.</remarks>
    /// <param name="field">Θ, advanced in place; its <see cref="LearningField.DecayInverseMass"/> is Ω_D.</param>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D.</param>
    /// <param name="scale">s.</param>
    public void Relax(LearningField field, double rate, double time, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (Settings.Mirror == ThetaMirror.External || Settings.Frequency == 0)
        {
            field.Decay(rate, time, scale);
            return;
        }

        var Ω = scale * field.DecayInverseMass;
        var stiffness = Settings.Frequency * Settings.Frequency / Settings.InverseMass;
        var (c, s) = Damped(rate / 2, Ω * stiffness, time);
        var θ = field.Theta;
        var π = field.Pi;
        for (var k = 0; k < θ.Length; k++)
        {
            var (from, push) = (θ[k], π[k]);
            θ[k] = ((c + (rate / 2 * s)) * from) + (Ω * s * push);
            π[k] = ((c - (rate / 2 * s)) * push) - (stiffness * s * from);
        }
    }

    // e^(−γt) cosh dt and e^(−γt) sinh(dt)/d with d² = γ² − ω²: over, under and critically damped alike.
    private static (double C, double S) Damped(double γ, double ω2, double t)
    {
        if (double.IsPositiveInfinity(t))
        {
            return (0, 0);
        }

        var d2 = (γ * γ) - ω2;
        var (decay, d) = (Math.Exp(-γ * t), Math.Sqrt(Math.Abs(d2)));
        if (d * t < 1e-8)
        {
            return (decay, decay * t);
        }

        if (d2 < 0)
        {
            return (decay * Math.Cos(d * t), decay * Math.Sin(d * t) / d);
        }

        // Each exponential alone stays finite, however long the time.
        var (slow, fast) = (Math.Exp((d - γ) * t), Math.Exp((-d - γ) * t));
        return ((slow + fast) / 2, (slow - fast) / (2 * d));
    }
}

using Loschmidt.Machines;

namespace Loschmidt.Learning;

/// <summary>Free particles as matter, H_θ = Σ Ωπ²/2: every θ at rest is a ground state.</summary>
/// <remarks>Flow θ += Ωπt; decay θ += s(Ω/Γ)(1 − e^(−ΓT_D))π, π ← e^(−ΓT_D)π. Carriers (θ, π) one after the other. The same physics as a machine's own inverse mass.</remarks>
/// <param name="inverseMass">Ω.</param>
public sealed class FreeParticle(double inverseMass) : LearningMatter
{
    /// <inheritdoc/>
    public override string Name => "free-particle";

    /// <inheritdoc/>
    public override int Carriers => 2;

    /// <inheritdoc/>
    public override double InverseMass => inverseMass;

    /// <inheritdoc/>
    public override void Settle(ReadOnlySpan<double> theta, Span<double> carriers)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            (carriers[2 * i], carriers[(2 * i) + 1]) = (theta[i], 0);
        }
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<double> carriers, Span<double> theta, Span<double> pi)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            (theta[i], pi[i]) = (carriers[2 * i], carriers[(2 * i) + 1]);
        }
    }

    /// <inheritdoc/>
    public override void Kick(Span<double> carriers, ReadOnlySpan<double> kicks)
    {
        for (var i = 0; i < kicks.Length; i++)
        {
            carriers[(2 * i) + 1] += kicks[i];
        }
    }

    /// <inheritdoc/>
    public override void Drift(Span<double> carriers, double time)
    {
        for (var i = 0; i < carriers.Length; i += 2)
        {
            carriers[i] += inverseMass * carriers[i + 1] * time;
        }
    }

    /// <inheritdoc/>
    public override void Reverse(Span<double> carriers)
    {
        for (var i = 1; i < carriers.Length; i += 2)
        {
            carriers[i] = -carriers[i];
        }
    }

    /// <inheritdoc/>
    /// <remarks>In closed form; with a bath exactly as <see cref="Bath"/>.</remarks>
    public override void Relax(Span<double> carriers, double rate, double time, double scale, IThermalKicks? bath, long moment)
    {
        var kicks = bath is null ? default : new BathKick(bath.Temperature, inverseMass, rate, time);
        var remaining = Math.Exp(-rate * time);
        for (var i = 0; i < carriers.Length; i += 2)
        {
            var (first, second) = bath?.Normals(moment, (uint)(i / 2), 0) ?? default;
            carriers[i] += scale * ((inverseMass / rate * (1 - remaining) * carriers[i + 1]) + (kicks.Along * first) + (kicks.Across * second));
            carriers[i + 1] = (remaining * carriers[i + 1]) + (kicks.Momentum * first);
        }
    }

    /// <inheritdoc/>
    public override double Energy(ReadOnlySpan<double> carriers)
    {
        var energy = 0.0;
        for (var i = 1; i < carriers.Length; i += 2)
        {
            energy += inverseMass * carriers[i] * carriers[i] / 2;
        }

        return energy;
    }
}

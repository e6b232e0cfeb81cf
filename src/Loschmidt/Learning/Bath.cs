using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Learning;

/// <summary>What the learning field decays into, at a temperature: dθ = Ωπ dt, dπ = −Γπ dt + √(2ΓkT/Ω) dW, exactly.</summary>
/// <remarks>
/// Stationary ⟨π²⟩ = kT/Ω. In a time T_D, with c = e^(−ΓT_D): π gains variance (1 − c²)kT/Ω, θ (2ΩkT/Γ)(T_D − 2(1 − c)/Γ + (1 − c²)/2Γ),
/// and both together kT(1 − c)²/Γ.
/// </remarks>
/// <param name="temperature">kT, in units of the machine's energy.</param>
/// <param name="seed">Names its numbers.</param>
public sealed class Bath(double temperature, ulong seed) : IThermalKicks
{
    private readonly RandomStream _kicks = new(seed, "decay/temperature");

    /// <inheritdoc/>
    public double Temperature => temperature;

    /// <summary>The same bath at another temperature: its kicks are the same numbers.</summary>
    /// <param name="other">kT.</param>
    public Bath At(double other) => new(other, seed);

    /// <inheritdoc/>
    public (double First, double Second) Normals(long moment, uint element, uint draw) => _kicks.Normals((uint)moment, element, draw);

    /// <summary>As <see cref="LearningField.Decay"/>, with the bath's kicks; at kT = 0 bit for bit the same.</summary>
    /// <param name="field">Θ, advanced in place.</param>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D, finite where the bath is warm: θ would diffuse without end.</param>
    /// <param name="scale">s, a schedule's factor on Ω/Γ, on the kicks of θ as on its displacement.</param>
    /// <param name="moment">The training step, which names the kicks.</param>
    public void Relax(LearningField field, double rate, double time, double scale, long moment)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Matter is not null)
        {
            field.Relax(rate, time, scale, temperature == 0 ? null : this, moment);
            return;
        }

        field.Decay(rate, time, scale);
        if (temperature == 0)
        {
            return;
        }

        var kick = new BathKick(temperature, field.DecayInverseMass, rate, time);
        var θ = field.Theta;
        var π = field.Pi;
        for (var i = 0; i < field.Count; i++)
        {
            var (first, second) = _kicks.Normals((uint)moment, (uint)i);
            π[i] += kick.Momentum * first;
            θ[i] += scale * ((kick.Along * first) + (kick.Across * second));
        }
    }
}

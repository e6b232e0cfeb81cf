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
public sealed class Bath(double temperature, ulong seed)
{
    private readonly RandomStream _kicks = new(seed, "decay/temperature");

    /// <summary>As <see cref="LearningField.Decay"/>, with the bath's kicks; at kT = 0 bit for bit the same.</summary>
    /// <param name="field">Θ, advanced in place.</param>
    /// <param name="rate">Γ.</param>
    /// <param name="time">T_D, finite where the bath is warm: θ would diffuse without end.</param>
    /// <param name="scale">s, a schedule's factor on Ω/Γ, on the kicks of θ as on its displacement.</param>
    /// <param name="moment">The training step, which names the kicks.</param>
    public void Relax(LearningField field, double rate, double time, double scale, long moment)
    {
        ArgumentNullException.ThrowIfNull(field);
        field.Decay(rate, time, scale);
        if (temperature == 0)
        {
            return;
        }

        var (Ω, c) = (field.DecayInverseMass, Math.Exp(-rate * time));
        var πrms = Math.Sqrt((1 - (c * c)) * temperature / Ω);
        var along = πrms > 0 ? temperature * (1 - c) * (1 - c) / (rate * πrms) : 0;
        var variance = 2 * Ω * temperature / rate * (time - (2 * (1 - c) / rate) + ((1 - (c * c)) / (2 * rate)));
        var across = Math.Sqrt(Math.Max(0, variance - (along * along)));
        var θ = field.Theta;
        var π = field.Pi;
        for (var i = 0; i < field.Count; i++)
        {
            var (first, second) = _kicks.Normals((uint)moment, (uint)i);
            π[i] += πrms * first;
            θ[i] += scale * ((along * first) + (across * second));
        }
    }
}

using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Learning;

/// <summary>Reads θ by light that passes it, and pushes it in return: H = χθ|a|² for a time t on a pulse of N photons.</summary>
/// <remarks>
/// The pulse leaves as a e^(−iχθt), the momentum as π − χt|a|²; both are exact. A coherent pulse has the amplitude √N and half a photon of vacuum,
/// ⟨|δa|²⟩ = ½ (truncated Wigner, [q, p] = i with a = (q + ip)/√2), hence a phase uncertain by 1/(2√N) and a number uncertain by √N. With ħ the action of one photon:
/// imprecision Δθ = 1/(2χt√N), back-action Δπ = ħχt√N, and Δθ·Δπ = ħ/2 whatever χ, t and N: the least that Heisenberg allows.
/// <para>C. M. Caves, Phys. Rev. D 23 (1981) 1693.</para>
/// </remarks>
/// <param name="coupling">χ.</param>
/// <param name="time">t.</param>
/// <param name="photons">N, much larger than 1.</param>
/// <param name="seed">Names the vacuum.</param>
public sealed class ProbeLight(double coupling, double time, double photons, ulong seed)
{
    private readonly RandomStream _vacuum = new(seed, "learning/probe");

    /// <summary>ħ: the action of one photon in the machine's units, in which |a|² = ħN.</summary>
    public double Quantum { get; init; } = 1;

    /// <summary>Whether the mean push −ħχtN, which is known beforehand, is undone by an equal push back.</summary>
    public bool Compensated { get; init; } = true;

    /// <summary>Δθ = 1/(2χt√N), the standard deviation of one reading.</summary>
    public double Imprecision => 1 / (2 * Math.Abs(coupling * time) * Math.Sqrt(photons));

    /// <summary>Δπ = ħχt√N, the standard deviation of its push.</summary>
    public double BackAction => Quantum * Math.Abs(coupling * time) * Math.Sqrt(photons);

    /// <summary>Reads every parameter once, with a pulse of its own.</summary>
    /// <param name="field">Θ at rest between passes: θ stays, π is pushed.</param>
    /// <param name="reading">[parameters], <b>overwritten</b> with the θ that the light shows; unique for |χθt| &lt; π.</param>
    /// <param name="moment">Which reading of this seed.</param>
    /// <exception cref="ArgumentException"><paramref name="reading"/> has another length.</exception>
    public void Read(LearningField field, Span<double> reading, long moment)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (reading.Length != field.Count)
        {
            throw new ArgumentException($"{reading.Length} readings for {field.Count} parameters", nameof(reading));
        }

        var angle = coupling * time;
        for (var i = 0; i < reading.Length; i++)
        {
            var (first, second) = _vacuum.Normals((uint)moment, (uint)i);
            var (re, im) = (Math.Sqrt(photons) + (first / 2), second / 2);
            var (sin, cos) = Math.SinCos(angle * field.Theta[i]);
            reading[i] = -Math.Atan2((im * cos) - (re * sin), (re * cos) + (im * sin)) / angle;

            // Half a photon of vacuum is in |a|² and pushes nothing.
            var number = (re * re) + (im * im) - 0.5;
            field.Pi[i] -= Quantum * angle * (Compensated ? number - photons : number);
        }
    }
}

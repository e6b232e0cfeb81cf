using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Reversal;

/// <summary>Time reversal by an ancilla: two-mode squeezing until χt = ln(1 + √2), a swap, and the ancilla is erased.</summary>
/// <remarks>
/// H = χ(ΦΞ + Φ*Ξ*) gives Φ → √2Φ − iΞ₀* and Ξ → √2Ξ₀ − iΦ*; the swap H = χ_s(Φ*Ξ + ΦΞ*) for χ_s t = ±π/2 then leaves
/// <c>Φ → ∓(Φ* + i√2 Ξ₀)</c>, exactly: −Φ* for the positive sign, +Φ* for the negative one. What is erased, √2Φ, is the only part of it that is not Hamiltonian.
/// R is anti-canonical, and here is how canonical flows make it.
/// <para>To be used in place of <see cref="IReverses.Reverse"/>: <c>machine.Expose(reversal)</c>. Allocates nothing.</para>
/// </remarks>
public sealed class AncillaReversal : IInfluence
{
    private static readonly double Stretch = Math.Sqrt(2);

    private readonly AncillaSettings _settings;
    private readonly Func<int, int, (double First, double Second)> _normals;
    private uint _used;

    /// <summary>A reversal whose ancillas fluctuate by numbers of its own.</summary>
    /// <param name="settings">Sign of the swap, fluctuations.</param>
    /// <param name="seed">Names the fluctuations; every use draws others.</param>
    public AncillaReversal(AncillaSettings settings, ulong seed)
    {
        var stream = new RandomStream(seed, "reversal/ancilla");
        (_settings, _normals) = (settings, (mode, lane) => stream.Normals(_used, (uint)mode, (uint)lane));
    }

    /// <summary>A reversal whose ancillas fluctuate by numbers that somebody else draws.</summary>
    internal AncillaReversal(AncillaSettings settings, Func<int, int, (double First, double Second)> normals) =>
        (_settings, _normals) = (settings, normals);

    /// <summary>χt of the squeezing, ln(1 + √2), at which sinh χt = 1.</summary>
    public static double Squeezing { get; } = Math.Log(1 + Math.Sqrt(2));

    /// <inheritdoc/>
    /// <remarks>Φ ← ±(Φ* + i√2 Ξ₀) in every mode and active lane.</remarks>
    public void Act<T>(PhaseView<T> field, in Moment moment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // ⟨|Ξ₀|²⟩ = (⟨Q²⟩ + ⟨P²⟩)/2, so each quadrature has that variance.
        var σ = Math.Sqrt(_settings.Vacuum);
        for (var mode = 0; mode < field.Coordinates; mode++)
        {
            for (var lane = 0; lane < field.Active; lane++)
            {
                var i = (mode * field.Lanes) + lane;
                var (ξq, ξp) = σ > 0 ? _normals(mode, lane) : default;
                var (q, p) = Turn(double.CreateTruncating(field.Q[i]), double.CreateTruncating(field.P[i]), σ * ξq, σ * ξp);
                (field.Q[i], field.P[i]) = (T.CreateTruncating(q), T.CreateTruncating(p));
            }
        }

        _used++;
    }

    /// <inheritdoc/>
    /// <remarks>π → −π; or, with ancillas of its own, Θ → ±Θ*: the positive swap leaves θ → −θ and π as it was.</remarks>
    public void Act(LearningField learning, in Moment moment)
    {
        if (!_settings.Theta)
        {
            learning.Reverse();
            return;
        }

        var θ = learning.Theta;
        var π = learning.Pi;
        for (var k = 0; k < θ.Length; k++)
        {
            (θ[k], π[k]) = Turn(θ[k], π[k], 0, 0);
        }
    }

    private (double Q, double P) Turn(double q, double p, double ξq, double ξp)
    {
        // Squeezing with cosh χt = √2 and sinh χt = 1; of the field only what the swap brings is kept.
        var (Q, P) = ((Stretch * ξq) - p, (Stretch * ξp) - q);
        return _settings.Swap == SwapSign.Positive ? (P, -Q) : (-P, Q);
    }
}

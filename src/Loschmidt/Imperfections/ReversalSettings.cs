using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Loschmidt.Reversal;

namespace Loschmidt.Imperfections;

/// <summary>Errors of the time reversal at the turning point, Φ → Φ*; all zero is the ideal mirror.</summary>
/// <remarks>In this order: ancilla or mirror, forgotten ancillas, incomplete reversal, modes left out, gain and phases, noise; after the error was injected.</remarks>
public sealed record ReversalSettings
{
    /// <summary>δ of Ψ → (1 + δ)Ψ*: systematic, leaves π about 2δ∫χ|Ψ|²dt that no target asked for, so δ ≪ ε.</summary>
    [Range(-0.9, 10), Description("gain error delta of the reversal, Psi -> (1 + delta) Psi*; should be far below epsilon")]
    public double Gain { get; init; }

    /// <summary>α of Ψ → e^(iα)Ψ*, rad: harmless where H is phase invariant.</summary>
    [Range(-1000, 1000), Description("phase error alpha common to all modes, Psi -> exp(i alpha) Psi*, in rad")]
    public double Phase { get; init; }

    /// <summary>rms of a static phase error of every mode, drawn once from the seed, rad.</summary>
    [Range(0, 1000), Description("rms of a static phase error of every mode, drawn once from the seed, in rad")]
    public double SitePhase { get; init; }

    /// <summary>f: fresh complex white noise at every reversal, ⟨Σ|ξ|²⟩ = f·Σ|Ψ|² for each sample.</summary>
    [Range(0, 10), Description("energy of the noise added at every reversal, as a fraction of the field's")]
    public double Noise { get; init; }

    /// <summary>u: the amplitude that is not reversed, Ψ → (1 − u)Ψ* + uΨ.</summary>
    [Range(0, 1), Description("part u of the amplitude that is not reversed, Psi -> (1 - u) Psi* + u Psi")]
    public double Incomplete { get; init; }

    /// <summary>Fraction of the modes that the reversal does not reach, drawn once from the seed.</summary>
    [Range(0, 1), Description("fraction of the modes that the reversal leaves as they are, drawn once from the seed")]
    public double LeftOut { get; init; }

    /// <summary>τ: the mirror is late, Ψ → R F_τ Ψ: the field runs on under the machine's own dynamics before it is turned round.</summary>
    [Range(0, 1e6), Description("time by which the reversal is late; the field runs on under the machine's own dynamics until then")]
    public double Delay { get; init; }

    /// <summary>Whether the momenta of the parameters stay as they are, so that the back-action adds up instead of cancelling.</summary>
    [Description("leave the momenta of the parameters as they are; their back-action then adds up instead of cancelling")]
    public bool ForgetTheta { get; init; }

    /// <summary>Squeezing, swap and erasure of an ancilla in place of a mirror; null for a mirror.</summary>
    [Description("reverse by ancillas (squeezing, swap, erasure) in place of a mirror")]
    public AncillaSettings? Ancilla { get; init; }

    /// <summary>Ancillas of the machine that go home empty: the element that feeds them, such as <c>conv2/chi2</c>, or <c>all</c>; empty for none.</summary>
    [Description("ancillas of the machine that are forgotten and go home empty: the element that feeds them, such as conv2/chi2, or all")]
    public string ForgetAncillas { get; init; } = "";

    /// <summary>What turns the field round.</summary>
    [Description("what turns the field round: time-mirror (everywhere at once) or phase-conjugating (a pulse meets its surface, first part first)")]
    public MirrorKind Mirror { get; init; } = MirrorKind.TimeMirror;
}

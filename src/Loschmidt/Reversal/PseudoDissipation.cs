using Loschmidt.Terms;
using Loschmidt.Terms.Modes;

namespace Loschmidt.Reversal;

/// <summary>Elements that take energy out of modes and lose nothing: it goes into ancillas that enter empty and must go home with the rest.</summary>
/// <remarks>All are palindromes of flows that are even in momenta, so that the echo meets the element itself. Pairs are (mode, fresh ancilla); see
/// <see cref="ContractionElement"/> for any linear contraction.</remarks>
public static class PseudoDissipation
{
    /// <summary>The χ(2) absorber, H = (χ/2)(a*Ψ² + aΨ*²) for a unit time: Ψ → Ψ sech(χ|Ψ|/√2), strong light into its second harmonic.</summary>
    /// <param name="pairs">(Ψ, a).</param>
    /// <param name="chi">χ.</param>
    /// <param name="substeps">Substeps of the splitting, K ≳ 2χ|Ψ|.</param>
    public static IReversibleElement Chi2(ReadOnlySpan<(int Mode, int Ancilla)> pairs, double chi, int substeps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(substeps);
        var pieces = ModeTerms.Chi2<double>(pairs, chi / 2);
        var h = 1.0 / substeps;
        (ITerm<double> Term, double Time)[] step =
            [(pieces[0], h / 2), (pieces[1], h / 2), (pieces[2], h), (pieces[1], h / 2), (pieces[0], h / 2)];
        return new FlowElement("chi2", [.. Enumerable.Repeat(step, substeps).SelectMany(one => one)]);
    }

    /// <summary>An interferometer with a dark port: Ψ → −ie^(−iφ/2) sin(φ/2) Ψ, the same share of weak and strong light.</summary>
    /// <param name="pairs">(Ψ, dark port).</param>
    /// <param name="phase">φ, rad; π transmits everything.</param>
    public static IReversibleElement Interferometer(ReadOnlySpan<(int Mode, int Ancilla)> pairs, double phase) =>
        new FlowElement("interferometer", Between(pairs, (ModeTerms.Detuning<double>(First(pairs), phase), 1)));

    /// <summary>The same with Kerr effect, (g/2)|Ψ|⁴, in both arms and a detuning of the first: φ = φ₀ + g(|Ψ₁|² − |Ψ₂|²), bright and dark light are shared out differently.</summary>
    /// <remarks>From an empty dark port both arms are equally bright and Kerr turns both alike; so the second arm has the opposite sign, g → −g, and φ = φ₀ + g|Ψ|².</remarks>
    /// <param name="pairs">(Ψ, dark port).</param>
    /// <param name="coupling">g.</param>
    /// <param name="phase">φ₀, rad.</param>
    public static IReversibleElement Kerr(ReadOnlySpan<(int Mode, int Ancilla)> pairs, double coupling, double phase)
    {
        int[] modes = First(pairs), ancillas = [.. pairs.ToArray().Select(pair => pair.Ancilla)];
        return new FlowElement("kerr", Between(
            pairs,
            (ModeTerms.Detuning<double>(modes, phase), 1),
            (ModeTerms.Kerr<double>(modes, coupling), 1),
            (ModeTerms.Kerr<double>(ancillas, -coupling), 1)));
    }

    // Splitter, what happens in the arms (it commutes), splitter.
    private static (ITerm<double> Term, double Time)[] Between(
        ReadOnlySpan<(int Mode, int Ancilla)> pairs, params (ITerm<double> Term, double Time)[] arms)
    {
        var splitter = ModeTerms.BeamSplitter<double>([.. pairs.ToArray().Select(pair => (pair.Mode, pair.Ancilla))], 1);
        return [(splitter, Math.PI / 4), .. arms, (splitter, Math.PI / 4)];
    }

    private static int[] First(ReadOnlySpan<(int Mode, int Ancilla)> pairs) => [.. pairs.ToArray().Select(pair => pair.Mode)];
}

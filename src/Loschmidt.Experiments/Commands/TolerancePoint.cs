namespace Loschmidt.Experiments.Commands;

/// <summary>One point of a tolerance map.</summary>
/// <param name="Values">Value of every knob, in their order.</param>
/// <param name="Mean">Mean of the figure over seeds; no number where a run failed.</param>
/// <param name="Figures">The figure of every seed.</param>
public sealed record TolerancePoint(IReadOnlyList<double> Values, double Mean, IReadOnlyList<double> Figures)
{
    /// <summary>Where gradients are measured, of machines that come home: the overlap |⟨Ψ_0|Ψ⟩|² of an echo without a nudge with its start, mean over seeds.</summary>
    public double? Overlap { get; init; }
}

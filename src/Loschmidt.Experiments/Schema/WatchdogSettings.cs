using System.ComponentModel;

namespace Loschmidt.Experiments.Schema;

/// <summary>What a machine should conserve, looked at during training: one echo without a nudge at every evaluation, and of machines that read series
/// the echo of every step.</summary>
public sealed record WatchdogSettings
{
    /// <summary>Whether the echo is run at all.</summary>
    [Description("Whether energy, norm and echo are looked at during training.")]
    public bool On { get; init; } = true;

    /// <summary>Limits on |E − E₀|/|E₀| over the way out.</summary>
    [Description("Relative change of the energy over the way out.")]
    public ThresholdSettings EnergyDrift { get; init; } = new();

    /// <summary>Limits on |N − N₀|/N₀ over the way out.</summary>
    [Description("Relative change of the norm over the way out.")]
    public ThresholdSettings NormDrift { get; init; } = new();

    /// <summary>Limits on 1 − F, with F = |⟨Ψ₀|Ψ_home⟩|²/(⟨Ψ₀|Ψ₀⟩⟨Ψ_home|Ψ_home⟩) the Loschmidt echo; of machines that read series on the distance by
    /// which the echo of a training step missed its beginning, relative to the state.</summary>
    [Description("Loss of the Loschmidt echo, 1 - overlap of the state that came home with the one that left; kind: hssm: by how much of the state the "
        + "echo of a training step missed its beginning.")]
    public ThresholdSettings EchoLoss { get; init; } = new() { Warn = 1e-4 };
}

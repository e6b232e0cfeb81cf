using Loschmidt.Experiments.Files;

namespace Loschmidt.Experiments.Runs;

/// <summary>A state to go on from.</summary>
/// <param name="Manifest">What it says about itself.</param>
/// <param name="State">Its tensors.</param>
public sealed record Checkpoint(CheckpointManifest Manifest, IReadOnlyList<Tensor> State)
{
    /// <summary>The tensor of that name.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public Tensor this[string name] => State.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new RunException(
            $"checkpoint {Manifest.Step}", $"has no tensor '{name}'; it was written by another experiment or version");
}

namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt simulate</c> was asked to do: one sample out, nudged, and back, with pictures.</summary>
/// <param name="Source">A preset's name or the path of an experiment file.</param>
/// <param name="Quick">Whether the experiment's <c>quick</c> overrides apply.</param>
/// <param name="Sets">Overrides <c>key=value</c>, in the order given.</param>
/// <param name="Seed">Seed; null keeps the experiment's.</param>
/// <param name="Precision"><c>float</c> or <c>double</c>; null keeps the experiment's.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Frames">Frames of the filmstrip, at least 2.</param>
/// <param name="Png">Whether to write PNG beside SVG.</param>
/// <param name="Output">Folder for the pictures; null makes one beside the runs.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
/// <param name="Sample">Which training sample, from 0; of xor the input 01 unless told otherwise.</param>
public sealed record SimulateRequest(
    string Source,
    bool Quick,
    IReadOnlyList<string> Sets,
    ulong? Seed,
    string? Precision,
    int Threads,
    int Frames,
    bool Png,
    string? Output,
    string? Data,
    string? Runs,
    int Sample = 1)
{
    /// <summary>What the echo is animated as beside the pictures: <c>gif</c>, <c>apng</c>, or null for not at all.</summary>
    public string? Film { get; init; }
}

namespace Loschmidt.Experiments.Exports;

/// <summary>Which part of a run is exported, where there is a choice.</summary>
public sealed record ExportChoice
{
    /// <summary>The figure, of SVG and PNG: one of <see cref="Exporter.Figures"/>; null means the first of them.</summary>
    public string? Figure { get; init; }

    /// <summary>The state, of NPZ, GIF, APNG and figures that are drawn anew: <c>latest</c>, <c>best</c> or a step; null means the one the run is judged by.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Moments each way, of GIF and APNG; at least 2.</summary>
    public int Moments { get; init; } = 41;

    /// <summary>Which training sample is filmed, from 0; the customary one stands for the only one where there is no other.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>Data folder for what has to be computed; null looks in the usual places.</summary>
    public string? Data { get; init; }
}

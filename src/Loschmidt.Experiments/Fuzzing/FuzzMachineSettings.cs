using System.ComponentModel.DataAnnotations;
using Loschmidt.Imperfections;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Settings with one key of every type the binder knows.</summary>
internal sealed record FuzzMachineSettings
{
    [Range(1, 4096)]
    public required int Width { get; init; }

    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Kerr { get; init; } = 10;

    public float Coarse { get; init; }

    public bool Frozen { get; init; }

    public string? Note { get; init; }

    public Schema.Precision Precision { get; init; }

    public double[] Window { get; init; } = [];

    public int[][] Bonds { get; init; } = [];

    public ReversalSettings? Reversal { get; init; }
}

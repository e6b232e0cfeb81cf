using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Experiments.Schema;

/// <summary>Imperfections of the laboratory's time reversal.</summary>
public sealed record NoiseSettings
{
    /// <summary>f: energy of the noise added at the reversal as a fraction of the field's.</summary>
    [Description("Energy of the noise added at the reversal, as a fraction of the field's.")]
    [Range(0, 10)]
    public double ReversalEnergyFraction { get; init; }
}

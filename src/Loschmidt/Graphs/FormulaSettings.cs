using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>formula</c>: a Hamiltonian H = Σ T(p) + Σ V(q) + Σ W(a, b) written in the experiment.</summary>
public sealed record FormulaSettings : IValidatableObject
{
    /// <summary>Sites and bonds.</summary>
    [Description("sites and bonds")]
    public FormulaGraphSettings Graph { get; init; } = new();

    /// <summary>V.</summary>
    [Description("energy of a site, a formula in q, parameters, pi and the site's number i, column x and row y, of n sites: EJ*(1-cos(q)) + EL*q^2/2")]
    public string? Site { get; init; } = "1 - cos(q)";

    /// <summary>W.</summary>
    [Description("energy of a bond, a formula in a and b (or q1 and q2), the positions of its sites i and j: g*(a-b)^2/2")]
    public string? Bond { get; init; } = "(a-b)^2/2";

    /// <summary>T.</summary>
    [Description("kinetic energy of a site, a formula in p that is even in it; without it p^2/(2*mass)")]
    public string? Kinetic { get; init; }

    /// <summary>Mass of every site where T is p²/2m.</summary>
    [Range(1e-9, 1e9)]
    [Description("mass of every site, where no kinetic energy is written")]
    public double Mass { get; init; } = 1;

    /// <summary>Parameters by name.</summary>
    [Description("parameters by the names that formulas give them: EJ: { value: 1, spread: 0.1 }")]
    public IReadOnlyDictionary<string, FormulaParameterSettings> Parameters { get; init; } =
        new Dictionary<string, FormulaParameterSettings>(StringComparer.Ordinal);

    /// <summary>T.</summary>
    [Range(1e-9, 1e9)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 6;

    /// <summary>Steps per pass.</summary>
    [Range(1, 100_000_000)]
    [Description("steps of one pass")]
    public int Steps { get; init; } = 120;

    /// <summary>The splitting's name.</summary>
    [Description("drift-kick-drift, kick-drift-kick, strang, strang-inside-out, yoshida4, mclachlan4, yoshida6 or lie-trotter")]
    public string Splitting { get; init; } = "kick-drift-kick";

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during a pass; 0 holds them still, anything else needs one lane")]
    public double InverseMass { get; init; }

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during the decay step")]
    public double DecayInverseMass { get; init; } = 1;

    /// <summary>How inputs enter.</summary>
    [Description("how inputs become the initial state")]
    public FormulaEncoderSettings Encoder { get; init; } = new() { Positions = [0, 1] };

    /// <summary>Where the answer is read.</summary>
    [Description("sites that are read and judged at the end")]
    public int[] Outputs { get; init; } = [4, 6];

    /// <summary>What is read there.</summary>
    [Description("positions, intensities, or signs of a single site (two outputs, -q and q)")]
    public Readout Readout { get; init; }

    /// <summary>What it is judged by.</summary>
    [Description("targets that come with the samples, or classes: the output of the right class is to be high, the others low")]
    public FormulaJudgement Judged { get; init; } = FormulaJudgement.Classes;

    /// <summary>How high an output is to be.</summary>
    [Range(0, 1e6, MinimumIsExclusive = true)]
    [Description("for classes: the position or intensity of the right output; the others are to be at minus this position, or dark")]
    public double Level { get; init; } = 0.5;

    /// <summary>Samples side by side.</summary>
    [Range(1, 4096)]
    [Description("samples that travel side by side")]
    public int Lanes { get; init; } = 1;

    /// <summary>Reads the formulas and holds them against graph and parameters.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => FormulaMachines.Problems(this);
}

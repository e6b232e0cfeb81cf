using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>josephson-array</c>: superconducting islands joined by junctions whose fluxes learn an exclusive or.</summary>
public sealed record JosephsonArraySettings
{
    /// <summary>Columns of islands.</summary>
    [Range(1, 1024)]
    [Description("columns of islands; island (column, row) has number row x columns + column")]
    public int Columns { get; init; } = 3;

    /// <summary>Rows of islands.</summary>
    [Range(1, 1024)]
    [Description("rows of islands")]
    public int Rows { get; init; } = 3;

    /// <summary>E_C.</summary>
    [Range(1e-6, 1e6)]
    [Description("charging energy E_C of an island, E_C p^2 / 2")]
    public double ChargingEnergy { get; init; } = 1;

    /// <summary>E_J to ground.</summary>
    [Range(0, 1e6)]
    [Description("energy E of the junction from an island to ground, -E cos(theta) cos(q) with theta = pi flux / flux quantum")]
    public double GroundEnergy { get; init; } = 1;

    /// <summary>E_J between islands.</summary>
    [Range(0, 1e6)]
    [Description("energy E of the junction between neighbours, -E cos(theta) cos(q1 - q2)")]
    public double LinkEnergy { get; init; } = 1;

    /// <summary>Smallest initial flux.</summary>
    [Range(-1e6, 1e6)]
    [Description("smallest initial flux theta of a loop; the seed draws them. At 0 nothing pulls on it")]
    public double FluxFrom { get; init; } = 0.6;

    /// <summary>Largest initial flux.</summary>
    [Range(-1e6, 1e6)]
    [Description("largest initial flux theta of a loop")]
    public double FluxTo { get; init; } = 1.2;

    /// <summary>T.</summary>
    [Range(1e-6, 1e9)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 8;

    /// <summary>Steps per pass.</summary>
    [Range(1, 100_000_000)]
    [Description("steps of one pass")]
    public int Steps { get; init; } = 160;

    /// <summary>The splitting's name.</summary>
    [Description("drift-kick-drift, kick-drift-kick, strang, strang-inside-out, yoshida4, mclachlan4, "
        + "yoshida6 or lie-trotter")]
    public string Splitting { get; init; } = "kick-drift-kick";

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during a pass: they recoil, and samples pass one after another; 0 holds them still")]
    public double InverseMass { get; init; } = 0.01;

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during the decay step: the same, unless they are held during a pass")]
    public double DecayInverseMass { get; init; } = 0.01;

    /// <summary>Where bits enter.</summary>
    [Description("islands that the two bits displace at the start, 0 to -bitAmplitude and 1 to +bitAmplitude")]
    public IReadOnlyList<int> BitIslands { get; init; } = [0, 2];

    /// <summary>Displacement of a bit.</summary>
    [Range(0, 1e6)]
    [Description("phase that a bit stands for")]
    public double BitAmplitude { get; init; } = 1;

    /// <summary>Where the bias enters.</summary>
    [Description("islands that start displaced by bias whatever the bits: without one, a machine of even energy answers (1,1) by the opposite of (0,0)")]
    public IReadOnlyList<int> BiasIslands { get; init; } = [4];

    /// <summary>Its displacement.</summary>
    [Range(-1e6, 1e6)]
    [Description("phase of the biased islands")]
    public double Bias { get; init; } = 1;

    /// <summary>Where the answer is read.</summary>
    [Range(0, 65535)]
    [Description("island whose sign at the end is the answer: below zero is 0, above is 1")]
    public int OutputIsland { get; init; } = 7;

    /// <summary>Where it should stand.</summary>
    [Range(0, 1e6)]
    [Description("phase that it should have at the end: C = (q - t)^2 with t = -target or +target")]
    public double Target { get; init; } = 0.5;
}

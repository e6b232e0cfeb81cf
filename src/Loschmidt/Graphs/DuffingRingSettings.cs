using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>duffing-ring</c>: a ring of Duffing oscillators whose stiffnesses and springs learn an exclusive or.</summary>
public sealed record DuffingRingSettings
{
    /// <summary>Oscillators.</summary>
    [Range(3, 65536)]
    [Description("oscillators in the ring")]
    public int Sites { get; init; } = 8;

    /// <summary>Their mass.</summary>
    [Range(1e-6, 1e6)]
    [Description("mass of an oscillator")]
    public double Mass { get; init; } = 1;

    /// <summary>β.</summary>
    [Range(0, 1e6)]
    [Description("hardening beta of a well, V = k q^2 / 2 + beta q^4 / 4; the same for all and not trained")]
    public double Hardening { get; init; } = 1;

    /// <summary>Smallest initial stiffness of a well.</summary>
    [Range(-1e6, 1e6)]
    [Description("smallest initial stiffness k of a well; the seed draws them")]
    public double StiffnessFrom { get; init; } = 0.8;

    /// <summary>Largest initial stiffness of a well.</summary>
    [Range(-1e6, 1e6)]
    [Description("largest initial stiffness k of a well")]
    public double StiffnessTo { get; init; } = 1.2;

    /// <summary>Smallest initial stiffness of a spring.</summary>
    [Range(-1e6, 1e6)]
    [Description("smallest initial stiffness of a spring between neighbours")]
    public double SpringFrom { get; init; } = 0.4;

    /// <summary>Largest initial stiffness of a spring.</summary>
    [Range(-1e6, 1e6)]
    [Description("largest initial stiffness of a spring between neighbours")]
    public double SpringTo { get; init; } = 0.8;

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
    [Description("sites that the two bits displace at the start, 0 to -bitAmplitude and 1 to +bitAmplitude")]
    public IReadOnlyList<int> BitSites { get; init; } = [0, 4];

    /// <summary>Displacement of a bit.</summary>
    [Range(0, 1e6)]
    [Description("displacement that a bit stands for")]
    public double BitAmplitude { get; init; } = 1;

    /// <summary>Where the bias enters.</summary>
    [Description("sites that start displaced by bias whatever the bits: without one, a machine of even energy answers (1,1) by the opposite of (0,0)")]
    public IReadOnlyList<int> BiasSites { get; init; } = [2];

    /// <summary>Its displacement.</summary>
    [Range(-1e6, 1e6)]
    [Description("displacement of the biased sites")]
    public double Bias { get; init; } = 1;

    /// <summary>Where the answer is read.</summary>
    [Range(0, 65535)]
    [Description("site whose sign at the end is the answer: below zero is 0, above is 1")]
    public int OutputSite { get; init; } = 6;

    /// <summary>Where it should stand.</summary>
    [Range(0, 1e6)]
    [Description("displacement that it should have at the end: C = (q - t)^2 with t = -target or +target")]
    public double Target { get; init; } = 0.5;
}

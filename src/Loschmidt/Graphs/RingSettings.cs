using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>ring</c>: oscillators joined by quartic springs, taught to show a
/// pattern.</summary>
public sealed record RingSettings
{
    /// <summary>Oscillators.</summary>
    [Range(3, 65536)]
    [Description("oscillators in the ring")]
    public int Sites { get; init; } = 16;

    /// <summary>Their mass.</summary>
    [Range(1e-6, 1e6)]
    [Description("mass of an oscillator")]
    public double Mass { get; init; } = 1;

    /// <summary>Smallest initial quartic strength h² of a spring.</summary>
    [Range(0, 1e6)]
    [Description("smallest initial quartic strength of a spring")]
    public double QuarticFrom { get; init; } = 0.2;

    /// <summary>Largest initial quartic strength h² of a spring.</summary>
    [Range(0, 1e6)]
    [Description("largest initial quartic strength of a spring")]
    public double QuarticTo { get; init; } = 0.6;

    /// <summary>T.</summary>
    [Range(1e-6, 1e9)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 6;

    /// <summary>Steps per pass.</summary>
    [Range(1, 100_000_000)]
    [Description("steps of one pass")]
    public int Steps { get; init; } = 120;

    /// <summary>The splitting's name.</summary>
    [Description("drift-kick-drift, kick-drift-kick, strang, strang-inside-out, yoshida4, mclachlan4, "
        + "yoshida6 or lie-trotter")]
    public string Splitting { get; init; } = "drift-kick-drift";

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during a pass; 0 holds them still")]
    public double InverseMass { get; init; }

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during the decay step")]
    public double DecayInverseMass { get; init; } = 1;

    /// <summary>Where inputs enter.</summary>
    [Description("sites that are displaced at the start")]
    public IReadOnlyList<int> InputSites { get; init; } = [0, 5, 10];

    /// <summary>Where the pattern is judged.</summary>
    [Description("sites that are judged at the end")]
    public IReadOnlyList<int> OutputSites { get; init; } = [2, 7, 12, 15];
}

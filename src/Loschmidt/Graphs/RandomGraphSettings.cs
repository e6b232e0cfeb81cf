using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>random-graph</c>: a random time-reversible Hamiltonian, drawn from the run's
/// seed.</summary>
public sealed record RandomGraphSettings
{
    /// <summary>Sites of the graph.</summary>
    [Range(2, 4096)]
    [Description("sites of the graph")]
    public int Sites { get; init; } = 8;

    /// <summary>Bonds, at least sites − 1.</summary>
    [Range(1, 65536)]
    [Description("bonds of the graph, at least sites - 1 and at most sites (sites - 1) / 2")]
    public int Bonds { get; init; } = 12;

    /// <summary>T.</summary>
    [Range(1e-6, 1e6)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 4;

    /// <summary>Steps per pass.</summary>
    [Range(1, 10_000_000)]
    [Description("steps of one pass")]
    public int Steps { get; init; } = 200;

    /// <summary>The splitting's name.</summary>
    [Description("drift-kick-drift, kick-drift-kick, strang, strang-inside-out, yoshida4, mclachlan4, "
        + "yoshida6 or lie-trotter")]
    public string Splitting { get; init; } = "kick-drift-kick";

    /// <summary>Whether the masses are parameters.</summary>
    [Description("whether the masses are trained too")]
    public bool TrainedMasses { get; init; }

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during a pass; 0 holds them still, anything else needs one lane")]
    public double InverseMass { get; init; }

    /// <summary>Channels of a drive that is part of the sample.</summary>
    [Range(0, 4096)]
    [Description("channels of a drive u(t) that comes with every sample, one number a step and channel")]
    public int Drives { get; init; }

    /// <summary>Whether the cost counts at every time.</summary>
    [Description("judge the state after every step, each against its own targets, not only the last one")]
    public bool JudgedAlong { get; init; }

    /// <summary>Samples side by side.</summary>
    [Range(1, 4096)]
    [Description("samples that travel side by side")]
    public int Lanes { get; init; } = 1;
}

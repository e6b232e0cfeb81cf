using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Graphs;

/// <summary>Settings of machine kind <c>kerr-resonators</c>: a chain of coupled Kerr resonators whose detunings learn an exclusive or.</summary>
public sealed record KerrResonatorSettings
{
    /// <summary>Resonators.</summary>
    [Range(2, 65536)]
    [Description("resonators in the chain, each coupled to its neighbours")]
    public int Modes { get; init; } = 6;

    /// <summary>J.</summary>
    [Range(-1e6, 1e6)]
    [Description("coupling J of neighbours, J (Psi1* Psi2 + c.c.)")]
    public double Hopping { get; init; } = 1;

    /// <summary>Whether J is trained too.</summary>
    [Description("whether the couplings are trained too, each from its hopping J")]
    public bool TrainedHopping { get; init; }

    /// <summary>g.</summary>
    [Range(-1e6, 1e6)]
    [Description("Kerr coefficient g, g |Psi|^4 / 2; 0 makes the chain linear")]
    public double Kerr { get; init; } = 1;

    /// <summary>χ.</summary>
    [Range(1e-9, 1e6)]
    [Description("coupling chi of a detuning to its resonator, chi theta |Psi|^2")]
    public double Coupling { get; init; } = 1;

    /// <summary>Smallest initial detuning.</summary>
    [Range(-1e6, 1e6)]
    [Description("smallest initial theta of a detuning; the seed draws them")]
    public double DetuningFrom { get; init; } = -1;

    /// <summary>Largest initial detuning.</summary>
    [Range(-1e6, 1e6)]
    [Description("largest initial theta of a detuning")]
    public double DetuningTo { get; init; } = 1;

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
    public string Splitting { get; init; } = "strang";

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during a pass: they recoil, and samples pass one after another; 0 holds them still")]
    public double InverseMass { get; init; } = 0.01;

    /// <summary>Ω of the decay step.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass of the parameters during the decay step: the same, unless they are held during a pass")]
    public double DecayInverseMass { get; init; } = 0.01;

    /// <summary>Where bits enter.</summary>
    [Description("modes that the two bits displace at the start, 0 to -bitAmplitude and 1 to +bitAmplitude")]
    public IReadOnlyList<int> BitModes { get; init; } = [0, 2];

    /// <summary>Displacement of a bit.</summary>
    [Range(0, 1e6)]
    [Description("amplitude sqrt(2) Re Psi that a bit stands for")]
    public double BitAmplitude { get; init; } = 1;

    /// <summary>Where the bias enters.</summary>
    [Description("modes that start displaced by bias whatever the bits: without one, a machine of even energy answers (1,1) by the opposite of (0,0)")]
    public IReadOnlyList<int> BiasModes { get; init; } = [4];

    /// <summary>Its displacement.</summary>
    [Range(-1e6, 1e6)]
    [Description("amplitude sqrt(2) Re Psi of the biased modes")]
    public double Bias { get; init; } = 1;

    /// <summary>Where the answer is read.</summary>
    [Description("two modes, that of answer 0 and that of answer 1: the brighter one answers")]
    public IReadOnlyList<int> OutputModes { get; init; } = [1, 3];

    /// <summary>How bright the right one should be.</summary>
    [Range(0, 1e6)]
    [Description("brightness |Psi|^2 that the right mode should have at the end, the other none")]
    public double Brightness { get; init; } = 0.5;

    /// <summary>What the output modes are judged by.</summary>
    [Description("field: C = sum |Psi - Psi_t|^2 with Psi_t = sqrt(brightness) or 0, which no linear chain can meet; intensity: "
        + "C = sum (|Psi|^2 - I_t)^2, which interference alone can")]
    public KerrTarget Target { get; init; } = KerrTarget.Field;
}

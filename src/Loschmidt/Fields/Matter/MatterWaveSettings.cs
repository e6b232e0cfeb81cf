using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields.Matter;

/// <summary>Settings of machine kind <c>matter-wave</c>: a condensate of atoms in a flat box trap, in laboratory units.</summary>
/// <remarks>
/// iħψ̇ = −ħ²/2m ∇²ψ + Vψ + g₂|ψ|²ψ with g₂ = √8π ħ²a/(m a_z), a_z = √(ħ/mω_z): the Gross–Pitaevskii equation of a sheet that is thinner than its
/// healing length. Defaults are rubidium-87. V is an optical potential, painted with θ.
/// </remarks>
public sealed record MatterWaveSettings
{
    /// <summary>Mass of an atom.</summary>
    [Range(1e-3, 1e6)]
    [Description("mass of an atom in unified atomic mass units; rubidium-87 has 86.909180527")]
    public double Mass { get; init; } = 86.909180527;

    /// <summary>a.</summary>
    [Range(-1e6, 1e6)]
    [Description("s-wave scattering length in Bohr radii, 100.4 of rubidium-87; positive repels, negative attracts")]
    public double ScatteringLength { get; init; } = 100.4;

    /// <summary>N.</summary>
    [Range(0, 1e12)]
    [Description("atoms in the two packets together")]
    public double Atoms { get; init; } = 400;

    /// <summary>ω_z/2π.</summary>
    [Range(1e-3, 1e9)]
    [Description("frequency in Hz of the sheet of light that holds the atoms flat")]
    public double SheetFrequency { get; init; } = 100;

    /// <summary>W.</summary>
    [Range(1e-3, 1e6)]
    [Description("width of the box in micrometres")]
    public double Width { get; init; } = 20;

    /// <summary>L.</summary>
    [Range(1e-3, 1e6)]
    [Description("length of the box in micrometres")]
    public double Length { get; init; } = 60;

    /// <summary>Sites across.</summary>
    [Range(2, 4096)]
    [Description("sites across")]
    public int Columns { get; init; } = 50;

    /// <summary>Sites along.</summary>
    [Range(2, 4096)]
    [Description("sites along")]
    public int Rows { get; init; } = 150;

    /// <summary>T.</summary>
    [Range(1e-6, 1e9)]
    [Description("duration of one pass in milliseconds")]
    public double Duration { get; init; } = 22;

    /// <summary>Time steps of one pass.</summary>
    [Range(1, 1_000_000)]
    [Description("time steps of one pass")]
    public int Steps { get; init; } = 50;

    /// <summary>σ of the packets and of the regions they are judged in.</summary>
    [Range(1e-3, 1e6)]
    [Description("waist of the packets, and of the regions where they are judged, in micrometres: density falls as exp(-r^2/2 sigma^2)")]
    public double Waist { get; init; } = 2;

    /// <summary>Speed of the packets, in µm/ms = mm/s.</summary>
    [Range(-1e6, 1e6)]
    [Description("speed of the packets along the box in mm/s")]
    public double Speed { get; init; } = 2.05;

    /// <summary>V/h per unit of θ.</summary>
    [Range(-1e9, 1e9)]
    [Description("optical potential V/h in Hz per unit of theta; positive repels atoms (light on the blue side of the line)")]
    public double Potential { get; init; } = 440;

    /// <summary>Where the wave meets the optical potential.</summary>
    [Description("where the atoms meet the painted potential")]
    public WaveWindow Window { get; init; } = new();

    /// <summary>Root mean square of the initial phase VT/ħ, rad.</summary>
    [Range(0, 1e4)]
    [Description("root mean square of the initial phase VT/hbar in rad")]
    public double InitialPhase { get; init; } = 1;

    /// <summary>Ω, of a θ without dimension and in units of 1/T.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass Omega of theta, in units of the box area over the duration")]
    public double InverseMass { get; init; } = 1e-2;

    /// <summary>Whether θ is held during a pass.</summary>
    [Description("hold theta during a pass; it then moves in the decay step alone")]
    public bool Frozen { get; init; }

    /// <summary>Whether the wave itself or only its density is compared.</summary>
    [Description("compare the wave itself (needs a reference to beat with) or its density")]
    public WaveCostKind Target { get; init; } = WaveCostKind.Field;

    /// <summary>Where the packets are expected, as a fraction of the length.</summary>
    [Range(0, 1)]
    [Description("where the answers are read, as a fraction of the length")]
    public double Position { get; init; } = 0.8;
}

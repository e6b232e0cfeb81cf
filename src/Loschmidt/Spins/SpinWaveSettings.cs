using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Spins;

/// <summary>Settings of machine kind <c>spins</c>: a strip of classical unit spins, through which spin waves carry two bits.</summary>
/// <remarks>
/// H = −Σ_bonds J_b S_i·S_j − K Σ S_z² − Σ (B + χθ_i ẑ)·S_i + Σ_bonds D·(S_i × S_j), Ṡ = −S × ∂H/∂S. Energies are in units of ħ over the
/// unit of time, so that a spin alone precesses by B rad per unit of time. Bonds join nearest neighbours and point along columns and rows.
/// </remarks>
public sealed record SpinWaveSettings
{
    /// <summary>Spins across the strip.</summary>
    [Range(2, 1024)]
    [Description("spins across the strip; bits enter and leave at the first and the last of them")]
    public int Rows { get; init; } = 3;

    /// <summary>Spins along the strip.</summary>
    [Range(2, 4096)]
    [Description("spins along the strip; bits enter at the first column and leave at the last")]
    public int Columns { get; init; } = 8;

    /// <summary>J.</summary>
    [Range(-1e6, 1e6)]
    [Description("exchange J of neighbouring spins; positive makes them parallel")]
    public double Exchange { get; init; } = 1;

    /// <summary>K.</summary>
    [Range(-1e6, 1e6)]
    [Description("uniaxial anisotropy K, energy -K Sz^2; positive holds spins along z")]
    public double Anisotropy { get; init; } = 0.2;

    /// <summary>B.</summary>
    [Description("static field B; a component along y breaks time reversal")]
    public SpinVector Field { get; init; } = new() { Z = 0.5 };

    /// <summary>D.</summary>
    [Description("Dzyaloshinskii-Moriya vector D of every bond; components along x and z break time reversal")]
    public SpinVector Dmi { get; init; } = new();

    /// <summary>T.</summary>
    [Range(1e-6, 1e9)]
    [Description("time of one pass")]
    public double Duration { get; init; } = 8;

    /// <summary>Time steps of one pass.</summary>
    [Range(1, 1_000_000)]
    [Description("time steps of one pass")]
    public int Steps { get; init; } = 80;

    /// <summary>Angle by which an input spin is tilted away from z, about −y for bit 0 and about +y for bit 1.</summary>
    [Range(0, 3.1)]
    [Description("angle in rad by which an input spin is tilted from z, to -x for bit 0 and to +x for bit 1")]
    public double Tilt { get; init; } = 1;

    /// <summary>What is trained.</summary>
    [Description("what is trained: a field along z at every spin, the exchange of every bond, or both")]
    public SpinKnobs Trained { get; init; } = SpinKnobs.Field;

    /// <summary>χ.</summary>
    [Range(1e-6, 1e6)]
    [Description("coupling chi: field along z, or exchange, per unit of theta")]
    public double Coupling { get; init; } = 1;

    /// <summary>Initial θ are uniform with χθ in ± this.</summary>
    [Range(0, 1e6)]
    [Description("initial fields (and changes of exchange) chi theta are uniform in plus or minus this")]
    public double Spread { get; init; } = 0.3;

    /// <summary>Ω.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass Omega of the parameters")]
    public double InverseMass { get; init; } = 0.01;

    /// <summary>Whether θ is held during a pass and moves in the decay step alone.</summary>
    [Description("hold theta during a pass; it then moves in the decay step alone")]
    public bool Frozen { get; init; }

    /// <summary>S_x² + S_y² wanted of the spin of the right answer; the other is to point along z.</summary>
    [Range(0, 1)]
    [Description("squared precession amplitude Sx^2 + Sy^2 wanted of the right answer's spin; the other is to rest")]
    public double TargetAmplitude { get; init; } = 0.3;
}

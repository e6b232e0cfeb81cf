using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields;

/// <summary>
/// A nonlinear wave in a box that teaches itself a function of two bits:
/// iΨ̇ = (β/2)∇²Ψ + χ(z)θΨ + g|Ψ|²Ψ, θ̇ = Ωπ, π̇ = −χ(z)|Ψ|².
/// </summary>
/// <remarks>The defaults are the directed configuration: the packets cross three quarters of the box and keep their size.</remarks>
public sealed record WaveSettings
{
    /// <summary>The box and its sites.</summary>
    [Description("the box and its sites")]
    public Lattice Lattice { get; init; } = new();

    /// <summary>Duration T of one pass.</summary>
    [Range(1e-9, 1e9)]
    [Description("duration T of one pass")]
    public double Duration { get; init; } = 1;

    /// <summary>Time steps of one pass.</summary>
    [Range(1, 1_000_000)]
    [Description("time steps of one pass")]
    public int Steps { get; init; } = 50;

    /// <summary>Dispersion coefficient β; positive with positive g is focusing.</summary>
    [Range(-1e6, 1e6)]
    [Description("dispersion coefficient beta of i dPsi/dt = (beta/2) Laplacian Psi + ...")]
    public double Beta { get; init; } = 0.04;

    /// <summary>Kerr coefficient g; 0 makes the wave linear.</summary>
    [Range(-1e6, 1e6)]
    [Description("Kerr coefficient g; 0 makes the wave linear")]
    public double Nonlinearity { get; init; } = 10;

    /// <summary>Coupling χ between learning field and intensity, inside the window.</summary>
    [Range(-1e6, 1e6)]
    [Description("coupling chi of the learning field to the intensity, inside the window")]
    public double Coupling { get; init; } = 31.6;

    /// <summary>Where the wave meets the learning field.</summary>
    [Description("where the wave meets the learning field")]
    public WaveWindow Window { get; init; } = new();

    /// <summary>Ω, the inverse mass of the learning field.</summary>
    [Range(0, 1e6)]
    [Description("inverse mass Omega of the learning field")]
    public double InverseMass { get; init; } = 1e-2;

    /// <summary>Whether θ is held during a pass and moves in the decay step alone.</summary>
    [Description("hold theta during a pass; it then moves in the decay step alone")]
    public bool Frozen { get; init; }

    /// <summary>The packets that carry the input bits.</summary>
    [Description("the packets that carry the input bits")]
    public WavePacket Packet { get; init; } = new();

    /// <summary>The learning field before any learning.</summary>
    [Description("the learning field before any learning")]
    public InitialTheta InitialTheta { get; init; } = new();

    /// <summary>What the machine is judged by.</summary>
    [Description("what the machine is judged by")]
    public WaveTarget Target { get; init; } = new();
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Loschmidt.Fields.Photonic;

/// <summary>Settings of machine kind <c>fibre-loop</c>: pulses that circulate in a fibre, a time bin each, with one coupler, one modulator and one
/// nonlinear stretch that all of them share.</summary>
/// <remarks>
/// Round trip r: a tunable coupler lets bins n and n + d interfere over a delay line of d = 2^(r mod log₂ N) bins, a modulator turns the phase
/// of every bin, and nonlinear fibre turns it by κ|Ψ|² more. Settings of coupler and modulator, of every bin and round trip, are θ.
/// </remarks>
public sealed record FibreLoopSettings
{
    /// <summary>N.</summary>
    [Range(2, 4096)]
    [Description("time bins in the loop, a power of two; input number n enters as the amplitude of pulse n")]
    public int Bins { get; init; } = 64;

    /// <summary>R.</summary>
    [Range(1, 1000)]
    [Description("round trips; the delay doubles from one to the next, and begins anew at one bin")]
    public int Trips { get; init; } = 12;

    /// <summary>κ.</summary>
    [Range(-100.0, 100.0)]
    [Description("Kerr phase kappa in rad of a pulse of intensity 1, per round trip; 0 makes the loop linear")]
    public double Kerr { get; init; } = 0.5;

    /// <summary>Field of a pulse for input 1.</summary>
    [Range(0.0, 100.0)]
    [Description("field amplitude of a pulse whose input is 1")]
    public double InputAmplitude { get; init; } = 1;

    /// <summary>Initial phases are uniform in ± this, rad.</summary>
    [Range(0.0, 100.0)]
    [Description("initial phases of the modulator are uniform in plus or minus this, in rad")]
    public double PhaseSpread { get; init; } = Math.PI;

    /// <summary>Initial coupler angles are uniform in π/4 ± this, rad.</summary>
    [Range(0.0, 100.0)]
    [Description("initial angles of the coupler are uniform in pi/4 plus or minus this, in rad; pi/4 is 50:50")]
    public double CouplerSpread { get; init; } = 0.2;

    /// <summary>Answers.</summary>
    [Range(2, 4096)]
    [Description("number of answers; answer k is the brightness of time bin k after the last round trip")]
    public int Classes { get; init; } = 10;

    /// <summary>I_t.</summary>
    [Range(0.0, 1000.0)]
    [Description("brightness wanted of the right bin")]
    public double TargetIntensity { get; init; } = 3;

    /// <summary>Phase per unit of θ, rad.</summary>
    [Range(1e-6, 1e6)]
    [Description("phase (or coupler angle) in rad per unit of theta")]
    public double LearningStrength { get; init; } = 1;

    /// <summary>Ω.</summary>
    [Range(0.0, 1e6)]
    [Description("inverse mass of theta during the decay step; theta is held during a pass")]
    public double InverseMass { get; init; } = 1;
}

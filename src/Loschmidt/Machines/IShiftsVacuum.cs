namespace Loschmidt.Machines;

/// <summary>A machine in whose equations the vacuum alone would turn all phases alike: the Kerr effect, in symmetric order.</summary>
/// <remarks>
/// Light that is weak keeps the frequency it was measured at, so H is meant in normal order, g/2 Ψ†²Ψ². Its symmetric symbol is
/// g/2 (|Ψ|⁴ − 2u|Ψ|²) with u the |Ψ|² of one photon: the equations of |Ψ|⁴ alone run by gu too fast, in all modes.
/// </remarks>
public interface IShiftsVacuum
{
    /// <summary>Phase by which a pass turns every mode too far back, rad per |Ψ|² of one photon.</summary>
    double PhasePerPhoton { get; }
}

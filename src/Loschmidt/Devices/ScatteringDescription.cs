using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>What a laboratory knows about its own scattering device.</summary>
/// <param name="Groups">The modes in groups, covering all of them in order.</param>
/// <param name="PortRates">κ of every mode's port as built; 0 where it has none.</param>
/// <param name="IsReciprocal">Whether S = Sᵀ.</param>
/// <param name="Knobs">Where the parameters sit.</param>
/// <param name="Readout">How it is asked and read.</param>
public sealed record ScatteringDescription(
    IReadOnlyList<ModeGroup> Groups, IReadOnlyList<double> PortRates, bool IsReciprocal, IReadOnlyList<ScatteringKnob> Knobs,
    ScatteringReadout Readout)
{
    /// <summary>Number of modes.</summary>
    public int Modes => PortRates.Count;
}

using System.Numerics;

namespace Loschmidt.Machines;

/// <summary>How a scattering machine is asked and read: y_r = Re(e^(−iφ_r) s_r), s = S a_probe.</summary>
/// <param name="Reflection">Whether every output is probed through its own port, s_r = S_rr; else s_r = Σ_p S_rp a_p.</param>
/// <param name="Outputs">The mode of every output.</param>
/// <param name="Probe">a_probe at every mode, in transmission; empty in reflection.</param>
/// <param name="Phases">φ of every output, where it is not a parameter; π/2 reads Im s.</param>
public sealed record ScatteringReadout(
    bool Reflection, IReadOnlyList<int> Outputs, IReadOnlyList<Complex> Probe, IReadOnlyList<double> Phases);

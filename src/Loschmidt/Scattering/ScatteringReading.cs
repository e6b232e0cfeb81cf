namespace Loschmidt.Scattering;

/// <summary>What is measured.</summary>
public enum ScatteringReading
{
    /// <summary>Every output is probed through its own port: y = Im S_ll.</summary>
    Reflection,

    /// <summary>All inputs are driven, outputs are read: y = Im Σ_p S_lp.</summary>
    Transmission,
}

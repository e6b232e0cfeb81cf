namespace Loschmidt.Reversal;

/// <summary>Where the parameters are turned round and where they relax.</summary>
public enum ThetaMirror
{
    /// <summary>
    /// Ψ and Θ leave the device as pulses, are conjugated and enter again, last layer first; the decay step acts outside, where H_θ = Ωπ²/2 alone.
    /// The echo undoes what the device did to Θ, so its H_θ may be anything that is even in π.
    /// </summary>
    External,

    /// <summary>Θ is conjugated in place and relaxes under the H_θ of the device: what its ground state does not hold is forgotten.</summary>
    Internal,
}

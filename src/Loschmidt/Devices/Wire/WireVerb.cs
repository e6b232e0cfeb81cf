namespace Loschmidt.Devices.Wire;

/// <summary>What a device can be asked to do; in lower case, the words of <c>verb</c>.</summary>
public enum WireVerb
{
    /// <summary>Write one sample's input into the field.</summary>
    Prepare,

    /// <summary>Run: out, or home after a reversal.</summary>
    Evolve,

    /// <summary>Let the flow of the cost act for a time ε, before the reversal.</summary>
    Inject,

    /// <summary>Reverse time: phase conjugation of everything, or of the learning field alone.</summary>
    Reverse,

    /// <summary>Let the momenta of the learning field decay into displacements.</summary>
    Decay,

    /// <summary>Read the outputs.</summary>
    Read,

    /// <summary>Keep the present state, and name it.</summary>
    Snapshot,

    /// <summary>Go back to a state that was kept.</summary>
    Restore,

    /// <summary>Measure the field in both quadratures: of devices that cannot conjugate it.</summary>
    Measure,

    /// <summary>Send a field in: of devices that cannot conjugate it.</summary>
    Reinject,

    /// <summary>Set the parameters: of host-updated devices alone.</summary>
    Load,

    /// <summary>Tell the parameters: of host-updated devices alone.</summary>
    Theta,

    /// <summary>Tell the parameters' momenta: of host-updated devices alone.</summary>
    Listen,

    /// <summary>Send steady tones in and tell fields and outgoing waves: of host-updated devices alone.</summary>
    Probe,
}

namespace Loschmidt.Experiments.Reports;

/// <summary>What the gradient that others are held against is to the machine under test.</summary>
internal enum ReferenceKind
{
    /// <summary>Its own: the machine is the one of the equations.</summary>
    Own,

    /// <summary>That of a device whose cost is the ideal machine's at the device's parameters, though its echoes may be wrong.</summary>
    Device,

    /// <summary>That of the ideal machine, while the device has another cost and so another gradient.</summary>
    Ideal,
}

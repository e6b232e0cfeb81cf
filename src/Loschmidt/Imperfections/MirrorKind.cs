namespace Loschmidt.Imperfections;

/// <summary>What turns a travelling pulse round.</summary>
public enum MirrorKind
{
    /// <summary>The whole field at one moment, Ψ(x, z) → Ψ*(x, z): the exact reversal, whatever the pulse looks like.</summary>
    TimeMirror,

    /// <summary>
    /// A surface that conjugates what arrives, first part first: the envelope returns mirrored about the surface,
    /// A(x, z_m + s) → A*(x, z_m − s). Exact only for pulses that are symmetric along their way.
    /// </summary>
    PhaseConjugating,
}

namespace Loschmidt.Fields;

/// <summary>How long a kinetic flow lasts.</summary>
internal enum KineticDuration
{
    /// <summary>dt/2, at the beginning and the end of a pass.</summary>
    HalfStep,

    /// <summary>dt, where two adjacent half steps are merged.</summary>
    FullStep,
}

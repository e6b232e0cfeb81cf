namespace Loschmidt.Experiments.Schema;

/// <summary>The shape of a schedule s(n), a factor on the rate (on Ω/Γ in the decay step, never on ε).</summary>
public enum ScheduleKind
{
    /// <summary>s = 1.</summary>
    Constant,

    /// <summary>s falls from 1 to the floor along half a cosine over the whole training.</summary>
    Cosine,

    /// <summary>s = 1/(1 + n/τ), never below the floor.</summary>
    Hyperbolic,

    /// <summary>s is multiplied by the factor at each of the steps listed, and never falls below the floor.</summary>
    Steps,
}

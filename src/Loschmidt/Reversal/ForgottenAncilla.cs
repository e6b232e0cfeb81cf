namespace Loschmidt.Reversal;

/// <summary>What happens to an ancilla that nobody thought of at the turning point.</summary>
public enum ForgottenAncilla
{
    /// <summary>It goes home as it was, not conjugated.</summary>
    NotConjugated,

    /// <summary>It goes home empty.</summary>
    NotSentBack,
}

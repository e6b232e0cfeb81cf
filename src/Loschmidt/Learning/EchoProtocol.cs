namespace Loschmidt.Learning;

/// <summary>How the echoes of one self-learning step are arranged.</summary>
public enum EchoProtocol
{
    /// <summary>One echo with the full ε: two passes, bias O(ε).</summary>
    OneSided,

    /// <summary>Two echoes with ±ε/2 from the same θ: four passes, bias O(ε²). Needs a Θ that can be set back in between.</summary>
    TwoSided,

    /// <summary>+ε/2, R_Θ, −ε/2, R_Θ in situ: four passes; its order drops to one when θ recoils during a pass.</summary>
    Pair,

    /// <summary>+ε/4, R_Θ, −ε/4, −ε/4, R_Θ, +ε/4 in situ: eight passes, palindromic, bias O(ε²) whether or not θ recoils.</summary>
    Symmetric,
}

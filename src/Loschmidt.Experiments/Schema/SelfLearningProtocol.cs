namespace Loschmidt.Experiments.Schema;

/// <summary>The order of nudges in one self-learning step.</summary>
public enum SelfLearningProtocol
{
    /// <summary>One echo at ε.</summary>
    OneSided,

    /// <summary>Two echoes at ±ε from the same θ.</summary>
    TwoSided,

    /// <summary>+ε/4, R_Θ, −ε/4, −ε/4, R_Θ, +ε/4: even orders cancel although θ recoils.</summary>
    Symmetric,
}

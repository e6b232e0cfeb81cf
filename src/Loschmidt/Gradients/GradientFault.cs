namespace Loschmidt.Gradients;

/// <summary>What is wrong with a gradient that does not agree with a reference.</summary>
public enum GradientFault
{
    /// <summary>It, or a tensor of it, points the opposite way; its length may be wrong too.</summary>
    OppositeSign,

    /// <summary>It, or a tensor of it, is the reference times a number.</summary>
    Factor,

    /// <summary>A tensor of it is zero.</summary>
    MissingTensor,

    /// <summary>Some entries are zero where the reference is not.</summary>
    DroppedEntries,

    /// <summary>Two tensors have each other's gradient.</summary>
    SwappedTensors,

    /// <summary>The entries of a tensor stand in another order.</summary>
    PermutedTensor,

    /// <summary>Nothing systematic: what is left beside the reference is spread evenly and uncorrelated.</summary>
    Noise,

    /// <summary>None of these.</summary>
    Unnamed,
}

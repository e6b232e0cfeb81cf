namespace Loschmidt.Costs;

/// <summary>What measured outputs are judged by.</summary>
public enum ScoreKind
{
    /// <summary>C = −ln softmax(βy)_label.</summary>
    CrossEntropy,

    /// <summary>C = ½Σ(y − τ)²; τ is the sample's targets, or one-hot where it has a label only.</summary>
    HalfSquares,
}

namespace Loschmidt.Experiments.Schema;

/// <summary>How the samples of a batch are drawn.</summary>
public enum Sampling
{
    /// <summary>Every sample once an epoch, in a new random order each epoch.</summary>
    Epochs,

    /// <summary>Each sample drawn independently of all others.</summary>
    Independent,
}

namespace Loschmidt.Experiments.Schema;

/// <summary>How the channels of series are scaled.</summary>
public enum SeriesScaling
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Each to mean 0 and deviation 1 of the training samples.</summary>
    PerChannel,
}

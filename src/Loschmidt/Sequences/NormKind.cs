namespace Loschmidt.Sequences;

/// <summary>How the input of a block is normalised, channel by channel or step by step; never with trained scale or shift.</summary>
public enum NormKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Over the channels of one step: local in time, so all layers retrace together and memory does not grow with time.</summary>
    Layer,

    /// <summary>Per channel over batch and time.</summary>
    Batch,

    /// <summary>Per channel by the running average that the batch has just entered with a share of 1 %: the released form.</summary>
    BatchEma,
}

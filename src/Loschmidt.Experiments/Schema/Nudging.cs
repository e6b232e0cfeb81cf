namespace Loschmidt.Experiments.Schema;

/// <summary>How a relaxing machine is nudged.</summary>
public enum Nudging
{
    /// <summary>By +β/2 and by −β/2, a bias of order β².</summary>
    Symmetric,

    /// <summary>By β alone, a bias of order β.</summary>
    OneSided,
}

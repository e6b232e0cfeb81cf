namespace Loschmidt.Experiments.Schema;

/// <summary>Precision of the evaluation field; parameters and gradients are always double.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Float,

    /// <summary>64 bits.</summary>
    Double,

    /// <summary>64-bit integers: the field returns from an echo to the last bit; machines made of kicks and drifts
    /// only.</summary>
    FixedPoint,
}

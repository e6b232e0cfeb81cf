namespace Loschmidt.Formulas;

/// <summary>A product that is added at once.</summary>
internal enum Fusion : byte
{
    /// <summary>a b + c.</summary>
    MultiplyAdd,

    /// <summary>a b − c.</summary>
    MultiplySubtract,

    /// <summary>c − a b.</summary>
    NegatedMultiplyAdd,
}

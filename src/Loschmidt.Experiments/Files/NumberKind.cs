namespace Loschmidt.Experiments.Files;

/// <summary>How a file keeps its numbers.</summary>
internal enum NumberKind
{
    Bool,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float16,
    BrainFloat16,
    Float32,
    Float64,
}

namespace Loschmidt.Experiments.Data.Series;

/// <summary>A set that can tell which of its samples are equal.</summary>
internal interface IDigests : ISeriesSet
{
    /// <summary>128 bits of the SHA-256 of a sample's numbers, without its label.</summary>
    UInt128 DigestOf(int row);
}

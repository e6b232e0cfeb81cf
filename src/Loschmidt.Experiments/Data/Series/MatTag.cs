namespace Loschmidt.Experiments.Data.Series;

/// <summary>What stands before an element of a MATLAB 5 file.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Behind">Bytes behind it that fill it up.</param>
internal readonly record struct MatTag(uint Type, long Bytes, int Behind);

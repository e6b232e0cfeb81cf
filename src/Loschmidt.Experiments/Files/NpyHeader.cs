namespace Loschmidt.Experiments.Files;

/// <summary>What the header of an npy file says.</summary>
/// <param name="Kind">How numbers are kept.</param>
/// <param name="BigEndian">Whether their first byte is the highest.</param>
/// <param name="Fortran">Whether the first index runs fastest.</param>
/// <param name="Shape">Extents, first index first; not yet compared with anything.</param>
/// <param name="ShapeAt">Byte at which the shape stands.</param>
internal sealed record NpyHeader(NumberKind Kind, bool BigEndian, bool Fortran, long[] Shape, long ShapeAt);

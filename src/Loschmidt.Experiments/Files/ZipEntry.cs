namespace Loschmidt.Experiments.Files;

/// <summary>A file in a ZIP archive, as its directory tells it.</summary>
/// <param name="Name">Name with ending.</param>
/// <param name="Deflated">Whether it is packed; stored as it is otherwise.</param>
/// <param name="Crc">Check sum of the content.</param>
/// <param name="Packed">Bytes in the archive.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="At">Where its bytes begin in the archive.</param>
internal sealed record ZipEntry(string Name, bool Deflated, uint Crc, long Packed, long Size, long At);

namespace Loschmidt.Experiments.Commands;

/// <summary>A file that an export wrote.</summary>
/// <param name="Format">As what: csv, json, npz, svg, png, gif, apng or tensorboard.</param>
/// <param name="File">Where it is.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ExportedFile(string Format, string File, long Bytes);

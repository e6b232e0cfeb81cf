namespace Loschmidt.Experiments.Data;

/// <summary>Images as in an IDX file (magic 2051): unsigned bytes, image after image, row by row.</summary>
/// <param name="Count">Images.</param>
/// <param name="Rows">Rows of each.</param>
/// <param name="Columns">Columns of each.</param>
/// <param name="Pixels">[count × rows × columns].</param>
public sealed record IdxImages(int Count, int Rows, int Columns, byte[] Pixels)
{
    /// <summary>One image, [rows × columns].</summary>
    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * Rows * Columns, Rows * Columns);
}

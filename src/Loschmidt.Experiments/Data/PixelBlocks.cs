namespace Loschmidt.Experiments.Data;

/// <summary>From the bytes of an image to inputs in [0, 1]: the mean over blocks of pool × pool pixels, over
/// white.</summary>
/// <param name="Columns">Pixels of a row of an image.</param>
/// <param name="Pool">Side of a block; 1 takes every pixel by itself.</param>
/// <param name="White">The largest value of a pixel.</param>
internal readonly record struct PixelBlocks(int Columns, int Pool = 1, int White = 255)
{
    /// <summary>Refuses images that cannot be cut into whole blocks.</summary>
    /// <param name="file">Their file, for the message.</param>
    /// <param name="rows">Rows of an image.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="pool">Side of a block.</param>
    /// <exception cref="DataException">The side of a block does not divide both.</exception>
    public static void Require(string file, int rows, int columns, int pool)
    {
        if (rows % pool != 0 || columns % pool != 0)
        {
            throw new DataException(
                file, 8,
                $"images of {rows} x {columns} cannot be cut into blocks of {pool} x {pool}; "
                + "data.pool has to divide rows and columns");
        }
    }

    /// <summary>Overwrites every stride-th number with an input, row by row.</summary>
    /// <param name="image">The pixels, row by row.</param>
    /// <param name="inputs">From the first input on.</param>
    /// <param name="stride">From one input to the next.</param>
    public void Read(ReadOnlySpan<byte> image, Span<double> inputs, int stride)
    {
        var (across, white) = (Columns / Pool, (double)White * Pool * Pool);
        var count = image.Length / (Pool * Pool);
        for (var i = 0; i < count; i++)
        {
            var (row, column) = Math.DivRem(i, across);
            var block = image[(((row * Columns) + column) * Pool)..];
            var sum = 0;
            for (var y = 0; y < Pool; y++)
            {
                foreach (var pixel in block.Slice(y * Columns, Pool))
                {
                    sum += pixel;
                }
            }

            inputs[i * stride] = sum / white;
        }
    }
}

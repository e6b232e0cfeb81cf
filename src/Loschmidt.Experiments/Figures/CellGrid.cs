namespace Loschmidt.Experiments.Figures;

/// <summary>A field turned into colours: what both the vector and the raster canvas draw.</summary>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows, the first one on top.</param>
/// <param name="Levels">[rows × columns]; index into the palette, or −1 for a value that is no number.</param>
/// <param name="Palette">Colours.</param>
internal sealed record CellGrid(int Columns, int Rows, int[] Levels, Rgb[] Palette)
{
    /// <summary>Quantises a field.</summary>
    /// <param name="values">[height × width], row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="scale">Its colours.</param>
    /// <param name="levels">How many different colours; runs of equal ones are merged in the file.</param>
    /// <param name="pool">Side of the square blocks that are averaged into one cell.</param>
    public static CellGrid Of(double[] values, int width, int height, ColorScale scale, int levels, int pool = 1)
    {
        var columns = (width + pool - 1) / pool;
        var rows = (height + pool - 1) / pool;
        var cells = new int[rows * columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                cells[r * columns + c] = scale.Level(Mean(values, width, height, c * pool, r * pool, pool), levels);
            }
        }

        return new CellGrid(columns, rows, cells, scale.Map.Palette(levels));
    }

    /// <summary>The level most cells have, or −1.</summary>
    public int CommonLevel()
    {
        var counts = new int[Palette.Length + 1];
        foreach (var level in Levels)
        {
            counts[level + 1]++;
        }

        return Array.IndexOf(counts, counts.Max()) - 1;
    }

    private static double Mean(double[] values, int width, int height, int left, int top, int side)
    {
        var (sum, count) = (0.0, 0);
        for (var y = top; y < Math.Min(height, top + side); y++)
        {
            for (var x = left; x < Math.Min(width, left + side); x++)
            {
                sum += values[y * width + x];
                count++;
            }
        }

        return sum / count;
    }
}

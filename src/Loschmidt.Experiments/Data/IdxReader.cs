namespace Loschmidt.Experiments.Data;

/// <summary>Reads IDX files of images (magic 2051) and labels (magic 2049), plain or gzip, big-endian, as a
/// stream.</summary>
/// <remarks>
/// Nothing in the header is believed: dimensions are held to <see cref="IdxLimits"/>, and memory grows with the bytes
/// that
/// arrive, not with those that are promised, so that a file of twenty bytes never costs a gigabyte.
/// </remarks>
public static class IdxReader
{
    internal const int ImageMagic = 2051;
    internal const int LabelMagic = 2049;

    /// <summary>Reads a file of images.</summary>
    /// <exception cref="DataException">The file is missing, truncated, oversized or no IDX file of images.</exception>
    public static IdxImages ReadImages(string path, IdxLimits? limits = null)
    {
        using var stream = DataStream.Open(path);
        return ReadImages(stream, path, limits);
    }

    /// <summary>Reads a file of labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">Labels are 0 … classes−1.</param>
    /// <param name="limits">What the file may claim.</param>
    /// <exception cref="DataException">The file is missing, truncated, oversized, no IDX file of labels, or has a label
    /// outside the classes.</exception>
    public static byte[] ReadLabels(string path, int classes, IdxLimits? limits = null)
    {
        using var stream = DataStream.Open(path);
        return ReadLabels(stream, path, classes, limits);
    }

    /// <summary>Reads images from a stream, gzip or plain by its first bytes.</summary>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="DataException">It is truncated, oversized or no IDX stream of images.</exception>
    public static IdxImages ReadImages(Stream stream, string name, IdxLimits? limits = null)
    {
        limits ??= IdxLimits.Default;
        using var content = new IdxContent(stream, name);
        var (count, rows, columns) = ImageHeader(content, limits);
        var bytes = (long)count * rows * columns;
        if (bytes > limits.Bytes)
        {
            throw new DataException(
                name, 4,
                $"claims {count} images of {rows} x {columns}, {bytes} bytes; at most {limits.Bytes} are read; "
                + content.Cure);
        }

        var pixels = content.Body((int)bytes, $"{count} images of {rows} x {columns}");
        return new IdxImages(count, rows, columns, pixels);
    }

    /// <summary>Reads labels from a stream, gzip or plain by its first bytes.</summary>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="classes">Labels are 0 … classes−1.</param>
    /// <param name="limits">What it may claim.</param>
    /// <exception cref="DataException">It is truncated, oversized, no IDX stream of labels, or has a label outside the
    /// classes.</exception>
    public static byte[] ReadLabels(Stream stream, string name, int classes, IdxLimits? limits = null)
    {
        limits ??= IdxLimits.Default;
        using var content = new IdxContent(stream, name);
        var count = LabelHeader(content, limits with { Items = Math.Min(limits.Items, limits.Bytes) });
        var labels = content.Body(count, $"{count} labels");
        for (var i = 0; i < labels.Length; i++)
        {
            Label(labels[i], i, classes, content);
        }

        return labels;
    }

    /// <summary>What the header of a file of images says.</summary>
    internal static (int Count, int Rows, int Columns) ImageHeader(IdxContent content, IdxLimits limits)
    {
        content.Magic(ImageMagic, "images");
        return (content.Extent("number of images", limits.Items), content.Extent("rows", limits.Extent),
            content.Extent("columns", limits.Extent));
    }

    /// <summary>What the header of a file of labels says: how many.</summary>
    internal static int LabelHeader(IdxContent content, IdxLimits limits)
    {
        content.Magic(LabelMagic, "labels");
        return content.Extent("number of labels", limits.Items);
    }

    /// <summary>One label, held to the classes.</summary>
    internal static int Label(byte label, long sample, int classes, IdxContent content) =>
        label < classes ? label : throw content.BadLabel(label, sample, classes);
}

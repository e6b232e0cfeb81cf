namespace Loschmidt.Experiments.Data;

/// <summary>Images of an IDX file of any length, and their labels where asked for; inputs are pixel/255, row by
/// row, or means over square blocks of pixels.</summary>
internal sealed class ImageStream : ISampleStream
{
    // Nothing is held but a block: a file may have as many images as its header can say.
    private static readonly IdxLimits Limits = IdxLimits.Default with { Items = int.MaxValue };

    private const string ImageLayout =
        "IDX images are four big-endian words (2051, images, rows, columns), then a byte for each pixel";

    private const string LabelLayout =
        "IDX labels are two big-endian words (2049, labels), then a byte for each label";

    private readonly IdxContent _images;
    private readonly IdxContent? _labels;
    private readonly PixelBlocks _blocks;
    private readonly byte[] _pixels;
    private readonly int _count;
    private int _read;

    /// <summary>Reads the headers.</summary>
    /// <param name="images">The file of images; closed with this.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="labels">The file of labels; null for none. Closed with this.</param>
    /// <param name="labelName">Its name in messages.</param>
    /// <param name="features">Inputs of an image.</param>
    /// <param name="classes">Labels are 0 … classes−1.</param>
    /// <param name="pool">Side of the blocks of pixels whose mean is an input.</param>
    /// <exception cref="DataException">A header is wrong, or the two files do not belong together.</exception>
    public ImageStream(
        DataStream images, string name, DataStream? labels, string? labelName, int features, int classes, int pool = 1)
    {
        (Name, Classes) = (name, labels is null ? 0 : classes);
        _images = new IdxContent(images, name, ImageLayout);
        (_count, var rows, var columns) = IdxReader.ImageHeader(_images, Limits);
        PixelBlocks.Require(name, rows, columns, pool);
        var inputs = (long)(rows / pool) * (columns / pool);
        if (inputs != features)
        {
            throw new DataException(
                name, 8,
                $"images of {rows} x {columns}{(pool == 1 ? "" : $", in blocks of {pool} x {pool},")} are {inputs} inputs, "
                + $"and the machine takes {features}");
        }

        _blocks = new PixelBlocks(columns, pool);
        _pixels = new byte[rows * columns];
        if (labels is not null)
        {
            _labels = new IdxContent(labels, labelName!, LabelLayout);
            var count = IdxReader.LabelHeader(_labels, Limits);
            if (count != _count)
            {
                throw new DataException(
                    labelName!, 4, $"expected {_count} labels, one for each image of {name}, found {count}; "
                    + "the two files belong to different sets");
            }
        }
    }

    public string Name { get; }

    public int Classes { get; }

    public bool IsJudged => _labels is not null;

    public void Read(SampleBlock block)
    {
        block.Clear();
        Span<byte> label = stackalloc byte[1];
        for (; !block.IsFull && _read < _count; _read++)
        {
            _images.Fill(_pixels, $"image {_read} of {_count}");
            _labels?.Fill(label, $"label {_read} of {_count}");
            var inputs = block.Add(
                _read, _labels is null ? 0 : IdxReader.Label(label[0], _read, Classes, _labels), out _);
            _blocks.Read(_pixels, inputs, stride: 1);

            if (_read == _count - 1)
            {
                _images.End($"{_count} images");
                _labels?.End($"{_count} labels");
            }
        }
    }

    public void Dispose()
    {
        _images.Dispose();
        _labels?.Dispose();
    }
}

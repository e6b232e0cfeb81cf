using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>A stretch of labelled 8-bit images; inputs are pixel/white in [0, 1], row by row, or means over square
/// blocks of pixels.</summary>
public sealed class ImageDataSet : IDataSet
{
    private readonly IdxImages _images;
    private readonly byte[] _labels;
    private readonly int _first;
    private readonly PixelBlocks _blocks;

    /// <summary>Takes the images first … first+count−1; nothing is copied.</summary>
    /// <param name="name">What it is, such as <c>mnist train</c>.</param>
    /// <param name="images">All images.</param>
    /// <param name="labels">The label of each.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="first">First image.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="white">The largest value of a pixel, which becomes the input 1.</param>
    /// <param name="pool">Side of the blocks of pixels whose mean is an input; 1 takes every pixel by itself.</param>
    /// <exception cref="ArgumentException">There are not as many labels as images, or the blocks do not fill
    /// them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is empty or leaves the images.</exception>
    public ImageDataSet(
        string name, IdxImages images, byte[] labels, int classes, int first, int count, int white = 255,
        int pool = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (images.Count != labels.Length)
            throw new ArgumentException($"{images.Count} images and {labels.Length} labels");
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, images.Count, nameof(count));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(white);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pool);
        if (images.Rows % pool != 0 || images.Columns % pool != 0)
            throw new ArgumentException(
                $"blocks of {pool} x {pool} do not fill images of {images.Rows} x {images.Columns}", nameof(pool));
        (Name, _images, _labels, Classes, _first, Count) = (name, images, labels, classes, first, count);
        _blocks = new PixelBlocks(images.Columns, pool, white);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Features => Rows * Columns;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Classes { get; }

    /// <summary>Rows of inputs.</summary>
    internal int Rows => _images.Rows / _blocks.Pool;

    /// <summary>Inputs of a row.</summary>
    internal int Columns => _images.Columns / _blocks.Pool;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            _blocks.Read(_images.Image(_first + rows[lane]), destination.Inputs.AsSpan(lane), destination.Lanes);
            destination.Labels[lane] = _labels[_first + rows[lane]];
        }
    }

    /// <summary>The pixels of one image, row by row.</summary>
    internal ReadOnlySpan<byte> Pixels(int row) => _images.Image(_first + Existing(row));

    /// <summary>The class of one image.</summary>
    internal int Label(int row) => _labels[_first + Existing(row)];

    private int Existing(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return row;
    }
}

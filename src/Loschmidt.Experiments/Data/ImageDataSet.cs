using Loschmidt.Machines;

namespace Loschmidt.Experiments.Data;

/// <summary>A stretch of labelled 8-bit images; inputs are pixel/white in [0, 1], row by row.</summary>
public sealed class ImageDataSet : IDataSet
{
    private readonly IdxImages _images;
    private readonly byte[] _labels;
    private readonly int _first;
    private readonly double _white;

    /// <summary>Takes the images first … first+count−1; nothing is copied.</summary>
    /// <param name="name">What it is, such as <c>mnist train</c>.</param>
    /// <param name="images">All images.</param>
    /// <param name="labels">The label of each.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="first">First image.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="white">The largest value of a pixel, which becomes the input 1.</param>
    /// <exception cref="ArgumentException">There are not as many labels as images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is empty or leaves the images.</exception>
    public ImageDataSet(
        string name, IdxImages images, byte[] labels, int classes, int first, int count, int white = 255)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        if (images.Count != labels.Length)
            throw new ArgumentException($"{images.Count} images and {labels.Length} labels");
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + count, images.Count, nameof(count));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(white);
        (Name, _images, _labels, Classes, _first, Count) = (name, images, labels, classes, first, count);
        _white = white;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Features => _images.Rows * _images.Columns;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Classes { get; }

    /// <summary>Pixels of a row of an image.</summary>
    internal int Columns => _images.Columns;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> rows, Batch destination)
    {
        DataSetRead.Begin(this, rows, destination);
        for (var lane = 0; lane < rows.Length; lane++)
        {
            var image = _images.Image(_first + rows[lane]);
            for (var i = 0; i < image.Length; i++)
            {
                destination.Inputs[i * destination.Lanes + lane] = image[i] / _white;
            }

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

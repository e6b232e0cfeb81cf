namespace Loschmidt.Experiments.Data;

/// <summary>Handwritten digits: 60,000 training and 10,000 test images of 28 × 28, in four IDX files.</summary>
/// <remarks>Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition",
/// Proc. IEEE 86(11), 1998.</remarks>
public static class Mnist
{
    /// <summary>Digits.</summary>
    public const int Classes = 10;

    /// <summary>Training images kept for validation unless told otherwise: the last ones.</summary>
    public const int DefaultValidation = 5_000;

    internal const string TrainImages = "train-images-idx3-ubyte";
    internal const string TrainLabels = "train-labels-idx1-ubyte";
    internal const string TestImages = "t10k-images-idx3-ubyte";
    internal const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>Reads the training files now and the test files on first use; all four must be there.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="validation">Last training images kept for validation; null means
    /// <see cref="DefaultValidation"/>.</param>
    /// <param name="limit">Training images used, from the first; null means all.</param>
    /// <param name="pool">Side of the blocks of pixels whose mean is an input; 1 takes every pixel by itself.</param>
    /// <exception cref="DataException">A file is missing or broken, fewer images are there than asked for, or they
    /// cannot be cut into such blocks.</exception>
    public static DataSplits Load(DataFolder folder, int? validation = null, int? limit = null, int pool = 1)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pool);
        var files = Array.ConvertAll(
            [TrainImages, TrainLabels, TestImages, TestLabels], name => folder.Require("mnist", name));
        var (images, labels) = Read(files[0], files[1]);
        var kept = validation ?? DefaultValidation;
        var rest = images.Count - kept;
        if (rest < 1 || limit > rest)
        {
            throw new DataException(
                files[0], 4,
                $"expected more than {kept} + {limit ?? 1} images for validation and training, found {images.Count}; "
                + "lower data.validation or data.limit");
        }

        PixelBlocks.Require(files[0], images.Rows, images.Columns, pool);
        return new DataSplits(
            new ImageDataSet("mnist train", images, labels, Classes, 0, limit ?? rest, pool: pool),
            kept > 0 ? new ImageDataSet("mnist validation", images, labels, Classes, rest, kept, pool: pool) : null,
            new Lazy<IDataSet>(() => Test(files[2], files[3], images, pool)));
    }

    private static ImageDataSet Test(string imageFile, string labelFile, IdxImages training, int pool)
    {
        var (images, labels) = Read(imageFile, labelFile);
        return (images.Rows, images.Columns) == (training.Rows, training.Columns)
            ? new ImageDataSet("mnist test", images, labels, Classes, 0, images.Count, pool: pool)
            : throw new DataException(
                imageFile, 8,
                $"expected images of {training.Rows} x {training.Columns} like the training images, "
                + $"found {images.Rows} x {images.Columns}; fetch the files again");
    }

    private static (IdxImages Images, byte[] Labels) Read(string imageFile, string labelFile)
    {
        var images = IdxReader.ReadImages(imageFile);
        var labels = IdxReader.ReadLabels(labelFile, Classes);
        return images.Count == labels.Length
            ? (images, labels)
            : throw new DataException(
                labelFile, 4,
                $"expected {images.Count} labels, one for each image of {imageFile}, found {labels.Length}; "
                + "the two files belong to different sets");
    }
}

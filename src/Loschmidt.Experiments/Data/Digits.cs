namespace Loschmidt.Experiments.Data;

/// <summary>Handwritten digits of 8 × 8 pixels with 17 grey levels: 3,823 by thirty writers to learn from, 1,797 by
/// thirteen other writers to be tested by.</summary>
/// <remarks>
/// A line of <c>optdigits.tra</c> and <c>optdigits.tes</c> is an image: 64 pixels 0 … 16 row by row, each the number of
/// set pixels in a 4 × 4 block of the original bitmap, then the class. Inputs are pixel/16.
/// <para>The lines are in the order of the writers, so that the last ones are by writers whom the rest does not know:
/// validation by them asks for what the test asks for, and a share drawn by chance would flatter. For the same reason
/// results are not comparable with those of random splits of the test file alone, which is widely known as "digits".
/// </para>
/// <para>E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
/// doi:10.24432/C50P49, CC BY 4.0.</para>
/// </remarks>
public static class Digits
{
    /// <summary>Digits.</summary>
    public const int Classes = 10;

    internal const string Set = "digits";
    internal const string TrainFile = "optdigits.tra";
    internal const string TestFile = "optdigits.tes";

    private const int Side = 8;
    private const int Pixels = Side * Side;
    private const int White = 16;

    /// <summary>Reads the training file now and the test file on first use; both must be there.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="validation">Last training images kept for validation: those of the last writers.</param>
    /// <param name="limit">Training images used, from the first; null means all.</param>
    /// <exception cref="DataException">A file is missing or broken, or fewer images are there than asked
    /// for.</exception>
    public static DataSplits Load(DataFolder folder, int validation = 0, int? limit = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(validation);
        var (trainPath, testPath) = (folder.Require(Set, TrainFile), folder.Require(Set, TestFile));
        var (images, labels) = Read(trainPath);
        var rest = FileSplits.Rest(trainPath, images.Count, "images", validation, limit);
        return new DataSplits(
            Stretch("digits train", images, labels, 0, limit ?? rest),
            validation > 0 ? Stretch("digits validation", images, labels, rest, validation) : null,
            new Lazy<IDataSet>(() =>
            {
                var (unseen, classes) = Read(testPath);
                return Stretch("digits test", unseen, classes, 0, unseen.Count);
            }));
    }

    /// <summary>Reads a file, plain or gzip; memory grows with the lines that arrive.</summary>
    internal static (IdxImages Images, byte[] Labels) Read(string path) => Read(DataStream.Open(path), path);

    /// <summary>Reads images and labels from a stream.</summary>
    /// <param name="content">Read to its end and closed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="limits">What it may be.</param>
    /// <exception cref="DataException">A line is not 64 pixels and a class, or there are too many.</exception>
    internal static (IdxImages Images, byte[] Labels) Read(Stream content, string name, CsvLimits? limits = null)
    {
        limits ??= new CsvLimits(LineBytes: 4096, Columns: Pixels + 1, Numbers: 1 << 26);
        using var reader = new CsvReader(content, name, header: false, limits);
        var (pixels, labels) = (new List<byte>(), new List<byte>());
        while (reader.Next())
        {
            if (reader.Columns != Pixels + 1)
            {
                throw new DataException(
                    reader.Where(0),
                    $"expected {Pixels + 1} whole numbers on each line, {Pixels} pixels and the class, "
                    + $"found {reader.Columns}");
            }

            if (pixels.Count + Pixels > limits.Numbers)
                throw new DataException(reader.Where(0), $"more than {limits.Numbers / Pixels} images");
            for (var i = 0; i < Pixels; i++)
            {
                pixels.Add((byte)reader.Whole(i, White, "a pixel"));
            }

            labels.Add((byte)reader.Label(Pixels, Classes));
        }

        return (new IdxImages(labels.Count, Side, Side, [.. pixels]), [.. labels]);
    }

    private static ImageDataSet Stretch(string name, IdxImages images, byte[] labels, int first, int count) =>
        new(name, images, labels, Classes, first, count, White);
}

using System.IO.Compression;
using System.Security.Cryptography;

namespace Loschmidt.Experiments.Data;

/// <summary>The files of the data sets that experiments know, and a check of those at hand.</summary>
public static class DataCatalog
{
    private static readonly Dictionary<string, Uri[]> PublicMirrors = new(StringComparer.Ordinal)
    {
        ["mnist"] =
        [
            new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        ],
    };

    /// <summary>Every known file, set by set.</summary>
    public static IReadOnlyList<DataFile> Files { get; } =
    [
        new("mnist", Mnist.TrainImages, "60,000 images of handwritten digits, 28 x 28", 47_040_016,
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", 9_912_422),
        new("mnist", Mnist.TrainLabels, "their labels, 0 to 9", 60_008,
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", 28_881),
        new("mnist", Mnist.TestImages, "10,000 test images", 7_840_016,
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", 1_648_877),
        new("mnist", Mnist.TestLabels, "their labels, 0 to 9", 10_008,
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", 4_542),
    ];

    /// <summary>The known sets.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        [.. Files.Select(file => file.Set).Distinct(StringComparer.Ordinal)];

    /// <summary>Public places that hold a set's gzip files, in the order in which they are tried.</summary>
    /// <exception cref="KeyNotFoundException">The set is not among <see cref="Sets"/>.</exception>
    public static IReadOnlyList<Uri> Mirrors(string set) => PublicMirrors[set];

    /// <summary>Whether each known file is there, without reading it: <see cref="DataFileState.Different"/> never
    /// occurs.</summary>
    public static IReadOnlyList<DataFileStatus> List(DataFolder folder) => Look(folder, _ => true);

    /// <summary>Reads every known file and compares its content with the known SHA-256.</summary>
    public static IReadOnlyList<DataFileStatus> Check(DataFolder folder) => Check(folder, Files);

    internal static IReadOnlyList<DataFileStatus> Check(DataFolder folder, IReadOnlyList<DataFile> files) =>
        Look(folder, found => HasContent(found.Path!, found.File), files);

    private static DataFileStatus[] Look(
        DataFolder folder, Func<DataFileStatus, bool> isRight, IReadOnlyList<DataFile>? files = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return
        [
            .. (files ?? Files).Select(
                file => new DataFileStatus(file, DataFileState.Missing, folder.Find(file.Set, file.Name)))
                .Select(found => found.Path is null ? found
                    : found with { State = isRight(found) ? DataFileState.Right : DataFileState.Different }),
        ];
    }

    /// <summary>Hashes what the file unpacks to, so that plain files and other people's archives count too.</summary>
    internal static bool HasContent(string path, DataFile file)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var unpacked = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var block = new byte[1 << 16];
            long length = 0;
            for (int read; (read = unpacked.Read(block)) > 0 && length <= file.ContentBytes; length += read)
            {
                hash.AppendData(block.AsSpan(0, read));
            }

            return length == file.ContentBytes
                && Convert.ToHexStringLower(hash.GetHashAndReset()) == file.ContentSha256;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

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
        ["digits"] =
        [
            new("https://archive.ics.uci.edu/ml/machine-learning-databases/optdigits/"),
            new("https://raw.githubusercontent.com/ClaraWanjura/neuroscatter/HEAD/digitRecognition/"),
        ],
    };

    /// <summary>Every file that <c>data get</c> fetches, set by set.</summary>
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
        Plain("digits", Digits.TrainFile, 563_639,
            "e1b683cc211604fe8fd8c4417e6a69f31380e0c61d4af22e93cc21e9257ffedd",
            "3,823 images of digits by 30 writers, 8 x 8, and their labels"),
        Plain("digits", Digits.TestFile, 264_712,
            "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
            "1,797 test images by 13 other writers"),
    ];

    /// <summary>Files that are known, but offered by their owners alone: whoever has them puts them into a data
    /// folder.</summary>
    public static IReadOnlyList<DataFile> ObtainedFiles { get; } =
    [
        Obtained("uea/SelfRegulationSCP1", "SelfRegulationSCP1_TRAIN.ts", 8_421_931,
            "9678dd74c841163fd50d76c698f5529c13651450d1e7abc13d0bec0ff2451e6d",
            "268 slow cortical potentials, 6 channels x 896 steps, 2 classes"),
        Obtained("uea/SelfRegulationSCP1", "SelfRegulationSCP1_TEST.ts", 9_331_632,
            "d55d6ad5ec66daf11740fce3b6f050a391158835346cd2ddae5e822a5246adb9",
            "293 of them for testing"),
        Obtained("uea/MotorImagery", "MotorImagery_TRAIN.ts", 414_951_187,
            "91d24c53a634bc50558d326c890824f85f11fa759288e0d2d6cfd84941efdf9d",
            "278 recordings of imagined movement, 64 channels x 3000 steps, 2 classes"),
        Obtained("uea/MotorImagery", "MotorImagery_TEST.ts", 122_386_618,
            "5314b46fb61a4af88854cdda0b43bf6741b1a750f3cf0f35979b6a7b7495a29f",
            "100 of them for testing"),
        Obtained("uea/Heartbeat", "Heartbeat_TRAIN.ts", 43_796_926,
            "4c9b4e877d94e64f70b5bb8a063c7712d41b2f09290236745c9b6db08d87513a",
            "204 heart sounds, 61 channels x 405 steps, 2 classes"),
        Obtained("uea/StandWalkJump", "StandWalkJump_TRAIN.ts", 648_190,
            "8c8c6ed5178ea28781f6e06f5bd5e4c032f1600570343f7f7ca596c936497237",
            "12 electrocardiograms, 4 channels x 2500 steps, 3 classes"),
        Obtained("uea/StandWalkJump", "StandWalkJump_TEST.ts", 809_395,
            "2309512e424c608393a1af7296fb8b53780b54699f5146283a19411bc3419959",
            "15 of them for testing"),
        Obtained("uea/NATOPS", "NATOPS_TRAIN.ts", 2_119_514,
            "3567f0aa297e89327215ee1147537e06f7bdc51f48ac8d2c39aaa34fb1eab1b7",
            "180 gestures, 24 channels x 51 steps, 6 classes"),
        Obtained("uea/NATOPS", "NATOPS_TEST.ts", 2_119_227,
            "3a9a41a948c30d19db6b9e0ec44d946d42199c4f8724c2aa6e8b71b28612404e",
            "180 of them for testing"),
        Obtained("uea/BasicMotions", "BasicMotions_TRAIN.ts", 227_792,
            "3dcb66b389ba93ed2de7879bceb27548e0ea7a5ffb59888d0db36b59af2a0e28",
            "40 movements of a wrist, 6 channels x 100 steps, 4 classes"),
        Obtained("uea/BasicMotions", "BasicMotions_TEST.ts", 227_715,
            "ea93ab9f58faa6869c18bbe16a6dca0b02f174aa676af7568788a1a2a8e7e8da",
            "40 of them for testing"),
        Obtained("bci2-dataset-ia", "TRAIN.mat", 3_402_261,
            "2640900d49d2376eb939a9dfff069a95170e68514f20c97c2097f8cc540b43da",
            "the recording behind SelfRegulationSCP1, six true electrodes"),
        Obtained("bci2-dataset-ia", "TEST.mat", 3_702_265,
            "913287c7623634b81858eff3987e7ea0673ef6fb1de7353df4460d0e52a0cefc",
            "293 trials for testing"),
        Obtained("bci2-dataset-ia", "LABELS_TEST.mat", 256,
            "2fa8ccbce5342dc35fbeac15f809f7dbfabd97209b274a8d356951e5bdedee5a",
            "their labels"),
    ];

    /// <summary>The sets that <c>data get</c> fetches.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        [.. Files.Select(file => file.Set).Distinct(StringComparer.Ordinal)];

    /// <summary>Public places that hold a set's files as distributed, in the order in which they are tried.</summary>
    /// <exception cref="KeyNotFoundException">The set is not among <see cref="Sets"/>.</exception>
    public static IReadOnlyList<Uri> Mirrors(string set) => PublicMirrors[set];

    /// <summary>Whether each known file is there, without reading it: <see cref="DataFileState.Different"/> never
    /// occurs.</summary>
    public static IReadOnlyList<DataFileStatus> List(DataFolder folder) => Look(folder, _ => true);

    /// <summary>Reads every known file and compares its content with the known SHA-256.</summary>
    public static IReadOnlyList<DataFileStatus> Check(DataFolder folder) => Check(folder, [.. Files, .. ObtainedFiles]);

    internal static IReadOnlyList<DataFileStatus> Check(DataFolder folder, IReadOnlyList<DataFile> files) =>
        Look(folder, found => HasContent(found.Path!, found.File), files);

    private static DataFileStatus[] Look(
        DataFolder folder, Func<DataFileStatus, bool> isRight, IReadOnlyList<DataFile>? files = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return
        [
            .. (files ?? [.. Files, .. ObtainedFiles]).Select(
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

    private static DataFile Plain(string set, string name, long bytes, string sha256, string what) =>
        new(set, name, what, bytes, sha256, sha256, bytes);

    private static DataFile Obtained(string set, string name, long bytes, string sha256, string what) =>
        new(set, name, what, bytes, sha256, ArchiveSha256: "", ArchiveBytes: 0);
}

using System.Security.Cryptography;
using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Files that hold one table of series, and how they are read.</summary>
/// <param name="Name">What the table is called, such as <c>SelfRegulationSCP1 train</c>.</param>
/// <param name="Form">What beside the files' content decides what is read, such as how missing numbers are
/// treated.</param>
/// <param name="Files">Every file that is read.</param>
/// <param name="Read">Hands all samples to a sink.</param>
internal sealed record SeriesSource(
    string Name, string Form, IReadOnlyList<string> Files, Action<ISeriesSink, SeriesLimits> Read)
{
    /// <summary>A file by its name's ending: <c>.arff</c>, or <c>.ts</c>.</summary>
    /// <param name="name">What the table is called.</param>
    /// <param name="path">The file, plain or gzip.</param>
    /// <param name="missing">What becomes of missing numbers.</param>
    public static SeriesSource Of(string name, string path, MissingValues missing) => new(
        name, $"missing {missing}", [path], (sink, limits) =>
        {
            if (IsArff(path))
                ArffReader.Read(DataStream.Open(path), path, missing, sink, limits);
            else
                TsReader.Read(DataStream.Open(path), path, missing, sink, limits);
        });

    /// <summary>Whether a path is that of an <c>.arff</c> file, packed or plain.</summary>
    public static bool IsArff(string path) => Ends(path, ".arff");

    /// <summary>Whether a path ends so, packed or plain, in any case of letters.</summary>
    public static bool Ends(string path, string ending) =>
        path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(ending + ".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>SHA-256 of everything that decides what is read: the form, and the files' bytes.</summary>
    /// <exception cref="DataException">A file cannot be read.</exception>
    public byte[] Key()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Form));
        foreach (var file in Files)
        {
            try
            {
                using var stream = File.OpenRead(file);
                hash.AppendData(BitConverter.GetBytes(stream.Length));
                hash.AppendData(SHA256.HashData(stream));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new DataException(file, "no such file", e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DataException(file, "cannot be read; is it a file, and may you read it?", e);
            }
        }

        return hash.GetHashAndReset();
    }
}

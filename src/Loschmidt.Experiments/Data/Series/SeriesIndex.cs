using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>What is known of a table of series besides its numbers: lengths, labels, and a digest of each sample by
/// which equal ones are found.</summary>
internal sealed class SeriesIndex : IDisposable
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<Entry> _rows = [];
    private long _numbers;
    private long _first;

    public SeriesIndex(int channels, IReadOnlyList<string> classes) => (Channels, Classes) = (channels, classes);

    /// <summary>Takes rows that a file holds.</summary>
    /// <exception cref="InvalidDataException">They contradict each other.</exception>
    public SeriesIndex(
        int channels, IReadOnlyList<string> classes, IEnumerable<(int Steps, int Label, UInt128 Digest)> rows)
        : this(channels, classes)
    {
        foreach (var (steps, label, digest) in rows)
        {
            if (steps < 1 || label < -1 || label >= Math.Max(classes.Count, 0))
                throw new InvalidDataException("a row of no length or without a class");
            _rows.Add(new Entry(_numbers, steps, label, digest));
            _numbers = checked(_numbers + ((long)steps * channels));
        }
    }

    public int Channels { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => _rows.Count;

    /// <summary>Numbers of all samples.</summary>
    public long Numbers => _numbers;

    public Entry this[int row] => _rows[row];

    /// <summary>Counts more numbers of the present sample.</summary>
    public void Append(ReadOnlySpan<double> values)
    {
        _digest.AppendData(MemoryMarshal.AsBytes(values));
        _numbers += values.Length;
    }

    /// <summary>The present sample is complete.</summary>
    public void End(int label)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _digest.GetHashAndReset(hash);
        _rows.Add(new Entry(
            _first, (int)((_numbers - _first) / Channels), label, MemoryMarshal.Read<UInt128>(hash)));
        _first = _numbers;
    }

    public void Dispose() => _digest.Dispose();

    /// <summary>One sample.</summary>
    /// <param name="First">Where its numbers begin among all.</param>
    /// <param name="Steps">Its length.</param>
    /// <param name="Label">Its class, or −1.</param>
    /// <param name="Digest">Equal for equal numbers, different for different ones.</param>
    public readonly record struct Entry(long First, int Steps, int Label, UInt128 Digest);
}

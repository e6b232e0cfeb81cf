using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Writes a cache file: under a name of its own until it is whole and on disk.</summary>
internal sealed class SeriesFileWriter : ISeriesSink, IDisposable
{
    private const int Block = 1 << 15;

    private readonly string _path;
    private readonly double[] _open = new double[Block];
    private readonly float[] _narrow = new float[Block];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private FileStream _file;
    private SeriesIndex? _index;
    private int _filled;
    private int _size = sizeof(float); // until a number comes that is no float

    /// <summary>Begins.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public SeriesFileWriter(string path)
    {
        _path = path;
        _file = Create();
    }

    public void Begin(int channels, IReadOnlyList<string> classes) => _index = new SeriesIndex(channels, classes);

    public void Append(ReadOnlySpan<double> values)
    {
        _index!.Append(values);
        while (!values.IsEmpty)
        {
            var taken = Math.Min(values.Length, Block - _filled);
            values[..taken].CopyTo(_open.AsSpan(_filled));
            values = values[taken..];
            _filled += taken;
            if (_filled == Block)
                Flush();
        }
    }

    public void End(int label) => _index!.End(label);

    /// <summary>Completes the file and gives it its name.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Complete(ReadOnlySpan<byte> key)
    {
        Flush();
        var ending = SeriesFile.Ending(_index!, _file.Position, _size, key);
        Write(ending);
        _file.Write(_hash.GetHashAndReset());
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_file.Name, _path, overwrite: true);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_file.Name);
        _hash.Dispose();
        _index?.Dispose();
    }

    /// <summary>Removes what a process left behind that was ended while it wrote the same file.</summary>
    public static void Sweep(string path)
    {
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".tmp-*"))
        {
            try
            {
                using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    File.Delete(left); // nobody writes it, or it could not have been opened
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // another process is at it
            }
        }
    }

    private FileStream Create() => new(
        $"{_path}.tmp-{Guid.NewGuid():N}", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1);

    private void Flush()
    {
        var numbers = _open.AsSpan(0, _filled);
        if (_size == sizeof(float) && !Precise.AreFloats(numbers))
            Widen();
        Write(numbers);
        _filled = 0;
    }

    private void Write(ReadOnlySpan<double> numbers)
    {
        if (_size == sizeof(double))
        {
            Write(MemoryMarshal.AsBytes(numbers));
            return;
        }

        var narrow = _narrow.AsSpan(0, numbers.Length);
        Precise.Narrow(numbers, narrow);
        Write(MemoryMarshal.AsBytes(narrow));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _hash.AppendData(bytes);
    }

    /// <summary>Writes what is there again as doubles.</summary>
    private void Widen()
    {
        var narrow = _file;
        var doubles = new double[Block];
        _file = Create();
        _size = sizeof(double);
        _hash.GetHashAndReset();
        try
        {
            narrow.Position = 0;
            while (narrow.Position < narrow.Length)
            {
                var read = narrow.ReadAtLeast(
                    MemoryMarshal.AsBytes(_narrow.AsSpan()), _narrow.Length * sizeof(float), throwOnEndOfStream: false);
                var count = read / sizeof(float);
                Precise.Widen(_narrow.AsSpan(0, count), doubles);
                Write(doubles.AsSpan(0, count));
            }
        }
        finally
        {
            narrow.Dispose();
            File.Delete(narrow.Name);
        }
    }
}

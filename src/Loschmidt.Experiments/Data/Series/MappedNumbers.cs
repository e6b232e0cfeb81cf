using System.IO.MemoryMappedFiles;

namespace Loschmidt.Experiments.Data.Series;

/// <summary>Numbers at the beginning of a file, mapped: the system holds in memory what is read, and lets go of it
/// where memory is short.</summary>
internal sealed unsafe class MappedNumbers : ISeriesNumbers
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly long _count;
    private readonly int _size;

    /// <summary>Maps a file, which may be closed afterwards.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">How many numbers there are.</param>
    /// <param name="size">Bytes of each: 4 or 8.</param>
    public MappedNumbers(FileStream file, long count, int size)
    {
        (_count, _size) = (count, size);
        using var mapped = MemoryMappedFile.CreateFromFile(
            file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = mapped.CreateViewAccessor(0, count * size, MemoryMappedFileAccess.Read);
    }

    public void Read(long first, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, _count - values.Length);
        var handle = _view.SafeMemoryMappedViewHandle;
        byte* start = null;
        try
        {
            handle.AcquirePointer(ref start);
            var from = start + _view.PointerOffset + (first * _size);
            if (_size == sizeof(float))
                Precise.Widen(new ReadOnlySpan<float>(from, values.Length), values);
            else
                new ReadOnlySpan<double>(from, values.Length).CopyTo(values);
        }
        finally
        {
            if (start is not null)
                handle.ReleasePointer();
        }
    }
}

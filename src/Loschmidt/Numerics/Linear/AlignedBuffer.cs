using System.Numerics;
using System.Runtime.CompilerServices;

namespace Loschmidt.Numerics.Linear;

/// <summary>
/// Zeroed memory that starts on a 64-byte boundary and never moves, so that a 512-bit load touches one cache line.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Alignment = 64;

    // The array is pinned for life on its own heap; the pointer stays valid as long as this object does.
    private readonly T[] _storage;
    private readonly int _offset;

    /// <summary>Allocates a buffer of zeros.</summary>
    /// <param name="length">Number of elements.</param>
    public AlignedBuffer(int length)
    {
        Length = length;
        _storage = GC.AllocateArray<T>(length + Alignment / sizeof(T), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _storage[0]);
        _offset = (int)((Alignment - address % Alignment) % Alignment) / sizeof(T);
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => _storage.AsSpan(_offset, Length);

    /// <summary>The first element; keep the buffer reachable while using it.</summary>
    public T* Pointer => (T*)Unsafe.AsPointer(ref _storage[_offset]);
}

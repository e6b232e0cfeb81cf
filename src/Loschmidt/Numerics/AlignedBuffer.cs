using System.Numerics;
using System.Runtime.CompilerServices;

namespace Loschmidt.Numerics;

/// <summary>Owned memory that starts on a 64-byte cache line and never moves, so that a 512-bit load touches one line.</summary>
/// <remarks>An access that straddles two lines costs about twice as much.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CacheLine = 64;

    // The array is pinned for life on its own heap; the pointer stays valid as long as this object does.
    private readonly T[] _storage;
    private readonly int _offset;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">Number of elements.</param>
    public AlignedBuffer(long length)
    {
        Length = checked((int)length);
        _storage = GC.AllocateArray<T>(checked(Length + CacheLine / sizeof(T)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _storage[0]);
        _offset = (int)((CacheLine - address % CacheLine) % CacheLine) / sizeof(T);
        Pointer = (T*)Unsafe.AsPointer(ref _storage[_offset]);
    }

    /// <summary>Copies numbers, rounded to <typeparamref name="T"/>.</summary>
    public AlignedBuffer(ReadOnlySpan<double> values)
        : this(values.Length)
    {
        for (var i = 0; i < values.Length; i++)
            Pointer[i] = T.CreateTruncating(values[i]);
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => _storage.AsSpan(_offset, Length);

    /// <summary>The first element; keep the buffer reachable while using it.</summary>
    public T* Pointer { get; }
}

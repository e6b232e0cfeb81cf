using System.Numerics;
using System.Runtime.CompilerServices;

namespace Loschmidt.Numerics.Fourier;

/// <summary>Owned memory that starts on a cache line and never moves; the pointer lives as long as this object.</summary>
internal sealed unsafe class VectorBuffer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int CacheLine = 64;
    private readonly T[] _store;

    /// <summary>Allocates zeros.</summary>
    /// <param name="count">Numbers of type <typeparamref name="T"/>.</param>
    public VectorBuffer(long count)
    {
        _store = GC.AllocateArray<T>(checked((int)(count + CacheLine / sizeof(T))), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _store[0]);
        Pointer = (T*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }

    /// <summary>Copies numbers, rounded to <typeparamref name="T"/>.</summary>
    public VectorBuffer(ReadOnlySpan<double> values)
        : this(values.Length)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Pointer[i] = RootsOfUnity.Round<T>(values[i]);
        }
    }

    /// <summary>First number, on a cache line.</summary>
    public T* Pointer { get; }
}

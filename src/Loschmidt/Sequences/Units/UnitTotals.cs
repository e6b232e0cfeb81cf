using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Sums of every element from which its gradient is made: within a piece in the kernel's precision, from piece
/// to piece in double.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class UnitTotals<T>(UnitShape shape, int count)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _sums = new(4L * count * Vector512<T>.Count);
    private readonly AlignedBuffer<double> _totals = new((long)shape.Elements * count);

    /// <summary>Sums of an element.</summary>
    public int Count => count;

    /// <summary>Entries of one vector of elements.</summary>
    public int Block => count * Vector512<T>.Count;

    /// <summary>Sums of the current piece, one block for each vector in work; keep this object reachable while using
    /// it.</summary>
    public T* Sums => _sums.Pointer;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _sums.Span.Clear();
        _totals.Span.Clear();
    }

    /// <summary>Adds the sums of a finished piece to the totals and empties them.</summary>
    /// <param name="vector">The vector of elements of the first block.</param>
    /// <param name="vectors">Blocks.</param>
    public void Settle(int vector, int vectors)
    {
        var total = _totals.Pointer + vector * Block;
        var end = Sums + vectors * Block;
        for (var sum = Sums; sum < end; sum += Vector512<T>.Count)
        {
            if (typeof(T) == typeof(float))
            {
                var values = Vector512.Load((float*)sum);
                total = Add(Vector512.WidenLower(values), total);
                total = Add(Vector512.WidenUpper(values), total);
            }
            else
            {
                total = Add(Vector512.Load((double*)sum), total);
            }

            Vector512<T>.Zero.Store(sum);
        }
    }

    /// <summary>Overwrites the totals of an element.</summary>
    public void Read(int element, Span<double> totals)
    {
        var (vector, place) = Math.DivRem(element, Vector512<T>.Count);
        for (var k = 0; k < totals.Length; k++)
            totals[k] = _totals.Span[vector * Block + k * Vector512<T>.Count + place];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Add(Vector512<double> values, double* total)
    {
        (Vector512.Load(total) + values).Store(total);
        return total + Vector512<double>.Count;
    }
}

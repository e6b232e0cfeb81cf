using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>Gradient of the coefficients of every element: summed within a piece in the kernel's precision, from piece
/// to piece in double.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed unsafe class UnitTotals<T>(UnitShape shape, int coefficients)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _sums = new(4L * coefficients * Vector512<T>.Count);
    private readonly double[] _totals = new double[shape.Elements * coefficients];

    /// <summary>Entries of one vector of elements.</summary>
    public int Block => coefficients * Vector512<T>.Count;

    /// <summary>Sums of the current piece, one block for each vector in work; keep this object reachable while using
    /// it.</summary>
    public T* Sums => _sums.Pointer;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _sums.Span.Clear();
        Array.Clear(_totals);
    }

    /// <summary>Adds the sums of a finished piece to the totals and empties them.</summary>
    /// <param name="vector">The vector of elements of the first block.</param>
    /// <param name="vectors">Blocks.</param>
    public void Settle(int vector, int vectors)
    {
        var sums = _sums.Span[..(vectors * Block)];
        var totals = _totals.AsSpan(vector * Block, sums.Length);
        for (var i = 0; i < sums.Length; i++)
            totals[i] += double.CreateTruncating(sums[i]);
        sums.Clear();
    }

    /// <summary>Adds the totals of all lanes, in their order.</summary>
    /// <param name="gradient">[coefficients × oscillators], <b>accumulated</b>.</param>
    public void Arrive(Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, coefficients * shape.Oscillators);
        for (var lane = 0; lane < shape.Lanes; lane++)
        {
            for (var j = 0; j < shape.Oscillators; j++)
            {
                var (vector, place) = Math.DivRem(lane * shape.Width + j, Vector512<T>.Count);
                for (var k = 0; k < coefficients; k++)
                    gradient[k * shape.Oscillators + j] += _totals[vector * Block + k * Vector512<T>.Count + place];
            }
        }
    }
}

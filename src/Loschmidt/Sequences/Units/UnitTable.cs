using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics;

namespace Loschmidt.Sequences.Units;

/// <summary>The coefficients of all elements of a layer as the kernels read them: for every vector h/2, h, the others,
/// and the products of the others with −h, one vector each.</summary>
/// <remarks>Padding repeats the last oscillator of its lane with h = 0: it computes finite numbers and never
/// moves.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class UnitTable<T>(UnitShape shape, int coefficients)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _lines = new((long)shape.Elements * 2 * coefficients);

    /// <summary>Entries of one vector of elements.</summary>
    public int Block => 2 * coefficients * Vector512<T>.Count;

    /// <summary>The entries of the vector that begins at an element; keep the table reachable while using
    /// them.</summary>
    public unsafe T* At(int element) => _lines.Pointer + element / Vector512<T>.Count * Block;

    /// <summary>Overwrites all entries.</summary>
    /// <param name="values">[coefficients × oscillators], h first.</param>
    public void Expand(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, coefficients * shape.Oscillators);
        var lines = _lines.Span;
        for (var e = 0; e < shape.Elements; e++)
        {
            var j = e % shape.Width;
            var (vector, place) = Math.DivRem(e, Vector512<T>.Count);
            var block = lines.Slice(vector * Block, Block);
            var h = j < shape.Oscillators ? T.CreateTruncating(values[j]) : T.Zero;
            block[place] = h * T.CreateTruncating(0.5);
            block[Vector512<T>.Count + place] = h;
            for (var k = 1; k < coefficients; k++)
            {
                var value = T.CreateTruncating(values[k * shape.Oscillators + Math.Min(j, shape.Oscillators - 1)]);
                block[(k + 1) * Vector512<T>.Count + place] = value;
                block[(k + coefficients) * Vector512<T>.Count + place] = -h * value;
            }
        }
    }

    /// <summary>Overwrites the coefficients of an element, h first, as they were rounded.</summary>
    public void Read(int element, Span<double> values)
    {
        var (vector, place) = Math.DivRem(element, Vector512<T>.Count);
        var block = _lines.Span.Slice(vector * Block, Block);
        for (var k = 0; k < coefficients; k++)
            values[k] = double.CreateTruncating(block[(k + 1) * Vector512<T>.Count + place]);
    }
}

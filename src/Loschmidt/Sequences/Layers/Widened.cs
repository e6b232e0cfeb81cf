using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Layers;

/// <summary>Numbers of either precision as doubles, for sums over many rows.</summary>
internal static unsafe class Widened
{
    /// <summary>Eight numbers as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Eight<T>(T* from)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Vector512.WidenLower(Vector256.Load((float*)from).ToVector512Unsafe())
            : Vector512.Load((double*)from);

    /// <summary>Adds some rows to sums, channel by channel, each in one chain.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="x">The first row.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="sums">As many as a row has numbers, whole vectors of eight; <b>accumulated</b>.</param>
    public static void AccumulateRows<T>(int rows, T* x, nint stride, Span<double> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < sums.Length; i += Vector512<double>.Count)
        {
            var sum = Vector512.Create<double>(sums[i..]);
            var from = x + i;
            for (var row = 0; row < rows; row++, from += stride)
                sum += Eight(from);
            sum.CopyTo(sums[i..]);
        }
    }
}

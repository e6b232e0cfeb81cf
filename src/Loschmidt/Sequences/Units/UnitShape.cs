using System.Numerics;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>How the oscillators of a layer lie in memory: for every step lane after lane, the oscillators of a lane
/// together.</summary>
/// <remarks>
/// Element (lane, j) of a step has index lane·Width + j. Widths are whole 512-bit vectors, so that a lane's numbers
/// depend neither on the other lanes nor on how many there are; padding is inert (h = 0) and stays zero.
/// </remarks>
/// <param name="Oscillators">Real oscillators of a lane: P, or 2P where a complex layer is carried as tied real
/// pairs.</param>
/// <param name="Width">Elements of a lane, padding included.</param>
/// <param name="Lanes">Lanes side by side.</param>
internal readonly record struct UnitShape(int Oscillators, int Width, int Lanes)
{
    /// <summary>Whether steps are never taken side by side: where they arrive in pieces of any size, bits must not depend on it.</summary>
    public bool OneByOne { get; init; }

    /// <summary>Elements of one step.</summary>
    public int Elements => Width * Lanes;

    /// <summary>The shape of that many oscillators in arithmetic <typeparamref name="T"/>.</summary>
    public static UnitShape Of<T>(int oscillators, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vector = Vector512<T>.Count;
        return new UnitShape(oscillators, (oscillators + vector - 1) / vector * vector, lanes);
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using Loschmidt.Numerics;

namespace Loschmidt.PhaseSpace;

/// <summary>An owned phase point; <see cref="View"/> lends it to terms and maps.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PhasePoint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _q;
    private readonly AlignedBuffer<T> _p;
    private int _active;

    /// <summary>Allocates a phase point at the origin, its lanes padded to whole 512-bit vectors.</summary>
    /// <param name="coordinates">Canonical pairs per lane.</param>
    /// <param name="active">Samples side by side.</param>
    public PhasePoint(int coordinates, int active)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coordinates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(active);
        Coordinates = coordinates;
        Lanes = PaddedLanes(active);
        _active = active;
        _q = new AlignedBuffer<T>((long)coordinates * Lanes);
        _p = new AlignedBuffer<T>((long)coordinates * Lanes);
    }

    /// <summary>Canonical pairs per lane.</summary>
    public int Coordinates { get; }

    /// <summary>Lanes per coordinate, padding included.</summary>
    public int Lanes { get; }

    /// <summary>Lanes that carry a sample, 1 … <see cref="Lanes"/>.</summary>
    public int Active
    {
        get => _active;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Lanes);
            _active = value;
        }
    }

    /// <summary>Lends the point.</summary>
    public PhaseView<T> View => new(_q.Span, _p.Span, Lanes, _active);

    /// <summary>Overwrites this point with another of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(PhasePoint<T> other)
    {
        if (other.Coordinates != Coordinates || other.Lanes != Lanes)
        {
            throw new ArgumentException($"shape [{other.Coordinates} x {other.Lanes}] does not fit [{Coordinates} x {Lanes}]");
        }

        View.CopyFrom(other.View);
        _active = other._active;
    }

    /// <summary>The smallest whole number of 512-bit vectors that holds the lanes.</summary>
    public static int PaddedLanes(int active)
    {
        var width = 64 / Marshal.SizeOf<T>();
        return (active + width - 1) / width * width;
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Evolution;

/// <summary>A phase point in 64-bit integers of 2⁻⁴⁰, and the floating-point mirror that forces are computed
/// from.</summary>
/// <remarks>
/// Adding a rounded increment is a bijection of the integers, and rounding half to even is odd, so p → −p commutes
/// with it: a shear is undone to the last bit. Positions and momenta reach ±8.4e6 in steps of 9.1e-13. While |q| &lt;
/// 8192 the mirror of a
/// double is exact; beyond, it is rounded, which costs accuracy but no reversibility.
/// </remarks>
/// <typeparam name="T">float or double: the precision of the increments.</typeparam>
internal sealed class FixedPointPoint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>2⁴⁰, units per 1.</summary>
    public const double Scale = 1L << 40;

    private const double Unit = 1 / Scale;
    private readonly T[] _increment;

    public FixedPointPoint(PhasePoint<T> mirror)
    {
        Mirror = mirror;
        var length = mirror.Coordinates * mirror.Lanes;
        Q = new long[length];
        P = new long[length];
        _increment = new T[length];
    }

    /// <summary>The same point in floating point.</summary>
    public PhasePoint<T> Mirror { get; }

    /// <summary>Positions in units of 2⁻⁴⁰.</summary>
    public long[] Q { get; }

    /// <summary>Momenta in units of 2⁻⁴⁰.</summary>
    public long[] P { get; }

    /// <summary>Rounds the mirror into the integers and back.</summary>
    public void Take()
    {
        var mirror = Mirror.View;
        Array.Clear(Q);
        Array.Clear(P);
        Add(mirror.Q, Q, mirror.Q);
        Add(mirror.P, P, mirror.P);
    }

    /// <summary>p → −p.</summary>
    public void Reverse()
    {
        TensorPrimitives.Negate<long>(P, P);
        Mirror.View.Reverse();
    }

    /// <summary>One shear: the term's increment, rounded, is added to the half it moves.</summary>
    public void Shear(in HeardTerm<T> term, ReadOnlySpan<double> theta, ReadOnlySpan<T> drive, double dt)
    {
        var shear = (Terms.IShear<T>)term.Term;
        var mirror = Mirror.View;
        Array.Clear(_increment);
        var source = shear.IsKick ? mirror.Q : mirror.P;
        shear.AddIncrement(source, mirror.Lanes, term.Control(theta, drive), dt, _increment);
        if (shear.IsKick)
        {
            Add(_increment, P, mirror.P);
        }
        else
        {
            Add(_increment, Q, mirror.Q);
        }
    }

    /// <summary>Adds a displacement (after − mirror), rounded: the flow of a cost.</summary>
    public void MoveTo(PhaseView<T> after)
    {
        var mirror = Mirror.View;
        TensorPrimitives.Subtract<T>(after.Q, mirror.Q, _increment);
        Add(_increment, Q, mirror.Q);
        TensorPrimitives.Subtract<T>(after.P, mirror.P, _increment);
        Add(_increment, P, mirror.P);
    }

    /// <summary>Overwrites the integers and the mirror.</summary>
    public void CopyFrom(FixedPointPoint<T> other)
    {
        other.Q.CopyTo(Q, 0);
        other.P.CopyTo(P, 0);
        Mirror.CopyFrom(other.Mirror);
    }

    /// <summary>Overwrites the integers with earlier ones, and the mirror with theirs.</summary>
    public void Restore(ReadOnlySpan<long> q, ReadOnlySpan<long> p)
    {
        var mirror = Mirror.View;
        q.CopyTo(Q);
        p.CopyTo(P);
        Array.Clear(_increment);
        Add(_increment, Q, mirror.Q);
        Add(_increment, P, mirror.P);
    }

    // integers += round(2⁴⁰ increment), mirror = integers 2⁻⁴⁰.
    private static void Add(ReadOnlySpan<T> increment, long[] integers, Span<T> mirror)
    {
        if (typeof(T) == typeof(double))
        {
            Add(MemoryMarshal.Cast<T, double>(increment), integers, MemoryMarshal.Cast<T, double>(mirror));
            return;
        }

        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] += (long)Math.Round(double.CreateTruncating(increment[i]) * Scale);
            mirror[i] = T.CreateTruncating(integers[i] * Unit);
        }
    }

    // Lanes are whole vectors, so there is no tail.
    private static void Add(ReadOnlySpan<double> increment, long[] integers, Span<double> mirror)
    {
        var δ = MemoryMarshal.Cast<double, Vector512<double>>(increment);
        var n = MemoryMarshal.Cast<long, Vector512<long>>(integers.AsSpan());
        var x = MemoryMarshal.Cast<double, Vector512<double>>(mirror);
        for (var i = 0; i < n.Length; i++)
        {
            n[i] += Vector512.ConvertToInt64(Vector512.Round(δ[i] * Scale));
            x[i] = Vector512.ConvertToDouble(n[i]) * Unit;
        }
    }
}

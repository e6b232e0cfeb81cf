using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms.Modes;

/// <summary>One vector of lanes of the one or two modes an element couples, Ψ_k = (q_k + ip_k)/√2.</summary>
internal struct ModeLanes<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector512<T> Q1, P1, Q2, P2;

    /// <summary>Reads lanes i, i+1, … of one or two modes; lanes beyond the row read as zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ModeLanes<T> Load(PhaseView<T> x, ModePair pair, bool two, int i) => new()
    {
        Q1 = Load(x.Q, pair.First * x.Lanes, i, x.Lanes),
        P1 = Load(x.P, pair.First * x.Lanes, i, x.Lanes),
        Q2 = two ? Load(x.Q, pair.Second * x.Lanes, i, x.Lanes) : default,
        P2 = two ? Load(x.P, pair.Second * x.Lanes, i, x.Lanes) : default,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(PhaseView<T> x, ModePair pair, bool two, int i)
    {
        Store(Q1, x.Q, pair.First * x.Lanes, i, x.Lanes);
        Store(P1, x.P, pair.First * x.Lanes, i, x.Lanes);
        if (two)
        {
            Store(Q2, x.Q, pair.Second * x.Lanes, i, x.Lanes);
            Store(P2, x.P, pair.Second * x.Lanes, i, x.Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Load(ReadOnlySpan<T> plane, int row, int i, int lanes) =>
        i + Vector512<T>.Count <= lanes
            ? Vector512.Create(plane[(row + i)..])
            : LoadTail(plane.Slice(row + i, lanes - i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<T> value, Span<T> plane, int row, int i, int lanes)
    {
        if (i + Vector512<T>.Count <= lanes)
            value.CopyTo(plane[(row + i)..]);
        else
            StoreTail(value, plane.Slice(row + i, lanes - i));
    }

    // Rows are whole vectors unless somebody lends a view of odd width; kept out of line for that reason.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> LoadTail(ReadOnlySpan<T> rest)
    {
        Span<T> whole = stackalloc T[Vector512<T>.Count];
        rest.CopyTo(whole);
        return Vector512.Create<T>(whole);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreTail(Vector512<T> value, Span<T> rest)
    {
        for (var lane = 0; lane < rest.Length; lane++)
            rest[lane] = value[lane];
    }
}

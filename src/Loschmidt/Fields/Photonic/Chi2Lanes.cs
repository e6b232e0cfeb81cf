using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields.Photonic;

/// <summary>Where the modes and their ancillas of one χ(2) layer lie in the register.</summary>
internal readonly ref struct Chi2Range<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T _q;
    private readonly ref T _p;
    private readonly nuint _ancilla;

    public Chi2Range(PhaseView<T> x, int firstAncilla)
    {
        _q = ref MemoryMarshal.GetReference(x.Q);
        _p = ref MemoryMarshal.GetReference(x.P);
        _ancilla = (nuint)(firstAncilla * x.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chi2Lanes<T> Load(nuint i) => new()
    {
        Q = Vector512.LoadUnsafe(ref _q, i),
        P = Vector512.LoadUnsafe(ref _p, i),
        AncillaQ = Vector512.LoadUnsafe(ref _q, i + _ancilla),
        AncillaP = Vector512.LoadUnsafe(ref _p, i + _ancilla),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in Chi2Lanes<T> x, nuint i)
    {
        x.Q.StoreUnsafe(ref _q, i);
        x.P.StoreUnsafe(ref _p, i);
        x.AncillaQ.StoreUnsafe(ref _q, i + _ancilla);
        x.AncillaP.StoreUnsafe(ref _p, i + _ancilla);
    }
}

/// <summary>A mode and its ancilla in registers, one vector of lanes; the sub-flows of <see cref="Chi2Reference"/> and
/// their tangents.</summary>
/// <remarks>Times are ct; <c>twice</c> is 2ct.</remarks>
internal struct Chi2Lanes<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector512<T> Q;
    public Vector512<T> P;
    public Vector512<T> AncillaQ;
    public Vector512<T> AncillaP;

    /// <summary>H1 = cQq²:  p −= 2ctQq;  P −= ctq².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void H1(Vector512<T> time, Vector512<T> twice)
    {
        P = Fused.NegatedMultiplyAdd(AncillaQ * twice, Q, P);
        AncillaP = Fused.NegatedMultiplyAdd(Q * time, Q, AncillaP);
    }

    /// <summary>H2 = −cQp²:  q −= 2ctQp;  P += ctp².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void H2(Vector512<T> time, Vector512<T> twice)
    {
        Q = Fused.NegatedMultiplyAdd(AncillaQ * twice, P, Q);
        AncillaP = Fused.MultiplyAdd(P * time, P, AncillaP);
    }

    /// <summary>H3 = 2cPqp:  q and p are squeezed by e^(±2ctP);  Q += 2ctqp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void H3(Vector512<T> twice)
    {
        LaneMath.ExpPair(AncillaP * twice, out var exp, out var inverse);
        AncillaQ = Fused.MultiplyAdd(Q * twice, P, AncillaQ);
        Q *= exp;
        P *= inverse;
    }

    /// <summary>H1 of this point and its derivative on <paramref name="d"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void H1(ref Chi2Lanes<T> d, Vector512<T> time, Vector512<T> twice)
    {
        var stretch = AncillaQ * twice;
        var slope = Q * twice;
        d.P = Fused.NegatedMultiplyAdd(stretch, d.Q, Fused.NegatedMultiplyAdd(slope, d.AncillaQ, d.P));
        d.AncillaP = Fused.NegatedMultiplyAdd(slope, d.Q, d.AncillaP);
        P = Fused.NegatedMultiplyAdd(stretch, Q, P);
        AncillaP = Fused.NegatedMultiplyAdd(Q * time, Q, AncillaP);
    }

    /// <summary>H2 of this point and its derivative on <paramref name="d"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void H2(ref Chi2Lanes<T> d, Vector512<T> time, Vector512<T> twice)
    {
        var stretch = AncillaQ * twice;
        var slope = P * twice;
        d.Q = Fused.NegatedMultiplyAdd(stretch, d.P, Fused.NegatedMultiplyAdd(slope, d.AncillaQ, d.Q));
        d.AncillaP = Fused.MultiplyAdd(slope, d.P, d.AncillaP);
        Q = Fused.NegatedMultiplyAdd(stretch, P, Q);
        AncillaP = Fused.MultiplyAdd(P * time, P, AncillaP);
    }

    /// <summary>H3 of this point and its derivative on <paramref name="d"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void H3(ref Chi2Lanes<T> d, Vector512<T> twice)
    {
        LaneMath.ExpPair(AncillaP * twice, out var exp, out var inverse);
        var q = Q * twice;
        var p = P * twice;
        AncillaQ = Fused.MultiplyAdd(q, P, AncillaQ);
        d.AncillaQ = Fused.MultiplyAdd(q, d.P, Fused.MultiplyAdd(p, d.Q, d.AncillaQ));
        d.Q = Fused.MultiplyAdd(q, d.AncillaP, d.Q) * exp;
        d.P = Fused.NegatedMultiplyAdd(p, d.AncillaP, d.P) * inverse;
        Q *= exp;
        P *= inverse;
    }
}

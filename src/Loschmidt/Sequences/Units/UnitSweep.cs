using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

/// <summary>The loops over the steps of a piece; one call for a few vectors of elements and all steps.</summary>
/// <remarks>
/// Up to four vectors advance side by side in one loop, for a step is a chain of dependent operations (a tanh among
/// them) that leaves most of a core idle. Vectors do not mix, so how they are grouped changes no bit.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TWord">One step.</typeparam>
internal static unsafe partial class UnitSweep<T, TWord>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWord : struct, IUnitWord<T>
{
    private static int Line => Vector512<T>.Count;

    /// <summary>Forward: φ after each step, and π too if wanted.</summary>
    /// <param name="state">Advanced.</param>
    /// <param name="table">Coefficients.</param>
    /// <param name="piece">Reads the drive, writes φ.</param>
    /// <param name="width">Elements of a lane.</param>
    /// <param name="momenta">π after each step; null if not wanted.</param>
    /// <param name="row">Elements from the momenta of one step to those of the next.</param>
    public static void Out(
        UnitState<T> state, UnitTable<T> table, in UnitPiece<T> piece, int width, T* momenta = null, int row = 0)
    {
        var at = piece.FirstLane * width;
        var end = at + piece.Lanes * width;
        for (; at + 4 * Line <= end; at += 4 * Line)
            Out<Four>(state, table, piece, momenta, row, at);
        if (at + 2 * Line <= end)
        {
            Out<Two>(state, table, piece, momenta, row, at);
            at += 2 * Line;
        }

        if (at < end)
            Out<One>(state, table, piece, momenta, row, at);
    }

    /// <summary>The way home without a nudge, last step first: φ before each echo step, which is φ after that step on
    /// the way out.</summary>
    /// <param name="state">With its momenta reversed; advanced.</param>
    /// <param name="table">Coefficients.</param>
    /// <param name="piece">Reads the drive, writes φ.</param>
    /// <param name="width">Elements of a lane.</param>
    public static void Home(UnitState<T> state, UnitTable<T> table, in UnitPiece<T> piece, int width)
    {
        var at = piece.FirstLane * width;
        var end = at + piece.Lanes * width;
        for (; at + 4 * Line <= end; at += 4 * Line)
            Home<Four>(state, table, piece, at);
        if (at + 2 * Line <= end)
        {
            Home<Two>(state, table, piece, at);
            at += 2 * Line;
        }

        if (at < end)
            Home<One>(state, table, piece, at);
    }

    private static void Out<TCount>(
        UnitState<T> state, UnitTable<T> table, in UnitPiece<T> piece, T* momenta, int row, int at)
        where TCount : struct, ICount
    {
        var φ = state.PhiPointer + at;
        var π = state.PiPointer + at;
        var c = table.At(at);
        var c1 = c + table.Block;
        var c2 = c1 + table.Block;
        var c3 = c2 + table.Block;
        var (φ0, π0) = (Vector512.Load(φ), Vector512.Load(π));
        Vector512<T> φ1 = default, φ2 = default, φ3 = default, π1 = default, π2 = default, π3 = default;
        if (TCount.Vectors > 1)
            (φ1, π1) = (Vector512.Load(φ + Line), Vector512.Load(π + Line));
        if (TCount.Vectors > 2)
        {
            (φ2, π2) = (Vector512.Load(φ + 2 * Line), Vector512.Load(π + 2 * Line));
            (φ3, π3) = (Vector512.Load(φ + 3 * Line), Vector512.Load(π + 3 * Line));
        }

        nint stride = piece.Stride;
        var s = piece.Drive + at;
        var to = piece.Phi + at;
        var toπ = momenta + at;
        for (var steps = piece.Steps; steps > 0; steps--)
        {
            TWord.Step(ref φ0, ref π0, Vector512.Load(s), c);
            Vector512.Store(φ0, to);
            if (TCount.Vectors > 1)
            {
                TWord.Step(ref φ1, ref π1, Vector512.Load(s + Line), c1);
                Vector512.Store(φ1, to + Line);
            }

            if (TCount.Vectors > 2)
            {
                TWord.Step(ref φ2, ref π2, Vector512.Load(s + 2 * Line), c2);
                Vector512.Store(φ2, to + 2 * Line);
                TWord.Step(ref φ3, ref π3, Vector512.Load(s + 3 * Line), c3);
                Vector512.Store(φ3, to + 3 * Line);
            }

            if (momenta != null)
            {
                Keep<TCount>(toπ, π0, π1, π2, π3);
                toπ += row;
            }

            s += stride;
            to += stride;
        }

        Keep<TCount>(φ, φ0, φ1, φ2, φ3);
        Keep<TCount>(π, π0, π1, π2, π3);
    }

    private static void Home<TCount>(UnitState<T> state, UnitTable<T> table, in UnitPiece<T> piece, int at)
        where TCount : struct, ICount
    {
        var φ = state.PhiPointer + at;
        var π = state.PiPointer + at;
        var c = table.At(at);
        var c1 = c + table.Block;
        var c2 = c1 + table.Block;
        var c3 = c2 + table.Block;
        var (φ0, π0) = (Vector512.Load(φ), Vector512.Load(π));
        Vector512<T> φ1 = default, φ2 = default, φ3 = default, π1 = default, π2 = default, π3 = default;
        if (TCount.Vectors > 1)
            (φ1, π1) = (Vector512.Load(φ + Line), Vector512.Load(π + Line));
        if (TCount.Vectors > 2)
        {
            (φ2, π2) = (Vector512.Load(φ + 2 * Line), Vector512.Load(π + 2 * Line));
            (φ3, π3) = (Vector512.Load(φ + 3 * Line), Vector512.Load(π + 3 * Line));
        }

        nint stride = piece.Stride;
        var last = at + stride * (piece.Steps - 1);
        var s = piece.Drive + last;
        var to = piece.Phi + last;
        for (var steps = piece.Steps; steps > 0; steps--)
        {
            Vector512.Store(φ0, to);
            TWord.Step(ref φ0, ref π0, Vector512.Load(s), c);
            if (TCount.Vectors > 1)
            {
                Vector512.Store(φ1, to + Line);
                TWord.Step(ref φ1, ref π1, Vector512.Load(s + Line), c1);
            }

            if (TCount.Vectors > 2)
            {
                Vector512.Store(φ2, to + 2 * Line);
                TWord.Step(ref φ2, ref π2, Vector512.Load(s + 2 * Line), c2);
                Vector512.Store(φ3, to + 3 * Line);
                TWord.Step(ref φ3, ref π3, Vector512.Load(s + 3 * Line), c3);
            }

            s -= stride;
            to -= stride;
        }

        Keep<TCount>(φ, φ0, φ1, φ2, φ3);
        Keep<TCount>(π, π0, π1, π2, π3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<TCount>(T* to, Vector512<T> x0, Vector512<T> x1, Vector512<T> x2, Vector512<T> x3)
        where TCount : struct, ICount
    {
        Vector512.Store(x0, to);
        if (TCount.Vectors > 1)
            Vector512.Store(x1, to + Line);
        if (TCount.Vectors > 2)
        {
            Vector512.Store(x2, to + 2 * Line);
            Vector512.Store(x3, to + 3 * Line);
        }
    }
}

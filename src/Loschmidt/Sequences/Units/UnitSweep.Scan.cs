using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

// A linear recurrence in segments of time: four run side by side as if each began at rest, then what the true
// beginning adds, Mʲ x, is added. It pays where a layer is so narrow that one step leaves the core waiting for the
// last: about twice as fast for one vector a lane, slower for many.
internal static unsafe partial class UnitSweep<T, TWord>
{
    private const int Segment = UnitPowers<T, TWord>.Segment;

    private const int Segments = 4;

    /// <summary>Whether a layer is advanced in segments: by its shape alone, so that bits do not depend on what else
    /// runs.</summary>
    public static bool Scans(UnitShape shape) =>
        TWord.IsLinear && shape.Width == Line && shape.Lanes <= 2 && !shape.OneByOne;

    /// <summary><see cref="Out(UnitState{T}, UnitTable{T}, in UnitPiece{T}, int, T*, int)"/> in segments.</summary>
    public static void ScanOut(
        UnitState<T> state, UnitTable<T> table, UnitPowers<T, TWord> powers, in UnitPiece<T> piece, int width) =>
        Scan(state, table, powers, piece, width, home: false);

    /// <summary><see cref="Home(UnitState{T}, UnitTable{T}, in UnitPiece{T}, int)"/> in segments.</summary>
    public static void ScanHome(
        UnitState<T> state, UnitTable<T> table, UnitPowers<T, TWord> powers, in UnitPiece<T> piece, int width) =>
        Scan(state, table, powers, piece, width, home: true);

    private static void Scan(
        UnitState<T> state, UnitTable<T> table, UnitPowers<T, TWord> powers, in UnitPiece<T> piece, int width,
        bool home)
    {
        const int block = Segment * Segments;
        var end = (piece.FirstLane + piece.Lanes) * width;
        var whole = piece.Steps / block * block;
        for (var at = piece.FirstLane * width; at < end; at += Line)
        {
            for (var steps = 0; steps < whole; steps += block)
            {
                nint first = at + (nint)(home ? piece.Steps - 1 - steps : steps) * piece.Stride;
                Block(
                    state, table.At(at), powers.At(at), piece.Drive + first, piece.Phi + first, at, piece.Stride, home);
            }
        }

        // On the way home the steps that are left are the earliest.
        var rest = piece.Slice(home ? 0 : whole, piece.Steps - whole);
        if (home)
            Home(state, table, rest, width);
        else
            Out(state, table, rest, width);
    }

    private static void Block(UnitState<T> state, T* c, T* powers, T* s, T* to, int at, nint stride, bool home)
    {
        var step = home ? -stride : stride;
        var segment = Segment * step;
        Vector512<T> φ0 = Vector512.Load(state.PhiPointer + at), π0 = Vector512.Load(state.PiPointer + at);
        Vector512<T> φ1 = default, φ2 = default, φ3 = default, π1 = default, π2 = default, π3 = default;
        for (var (j, offset) = (0, (nint)0); j < Segment; j++, offset += step)
        {
            var from = s + offset;
            if (home)
                Emit(to + offset, segment, φ0, φ1, φ2, φ3);
            TWord.Step(ref φ0, ref π0, Vector512.Load(from), c);
            TWord.Step(ref φ1, ref π1, Vector512.Load(from + segment), c);
            TWord.Step(ref φ2, ref π2, Vector512.Load(from + 2 * segment), c);
            TWord.Step(ref φ3, ref π3, Vector512.Load(from + 3 * segment), c);
            if (!home)
                Emit(to + offset, segment, φ0, φ1, φ2, φ3);
        }

        var last = powers + Segment * UnitPowers<T, TWord>.Power;
        var first = home ? powers : powers + UnitPowers<T, TWord>.Power;
        Correct(first, to + segment, step, φ0, π0);
        (φ1, π1) = (End(last, φ1, φ0, π0), End(last + 2 * Line, π1, φ0, π0));
        Correct(first, to + 2 * segment, step, φ1, π1);
        (φ2, π2) = (End(last, φ2, φ1, π1), End(last + 2 * Line, π2, φ1, π1));
        Correct(first, to + 3 * segment, step, φ2, π2);
        (φ3, π3) = (End(last, φ3, φ2, π2), End(last + 2 * Line, π3, φ2, π2));
        Vector512.Store(φ3, state.PhiPointer + at);
        Vector512.Store(π3, state.PiPointer + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Emit(
        T* to, nint segment, Vector512<T> φ0, Vector512<T> φ1, Vector512<T> φ2, Vector512<T> φ3)
    {
        Vector512.Store(φ0, to);
        Vector512.Store(φ1, to + segment);
        Vector512.Store(φ2, to + 2 * segment);
        Vector512.Store(φ3, to + 3 * segment);
    }

    // Adds to the positions of a segment what they owe to the state (φ, π) it really began with.
    private static void Correct(T* power, T* to, nint step, Vector512<T> φ, Vector512<T> π)
    {
        for (var j = 0; j < Segment; j++)
        {
            Vector512.Store(Advanced(power, Vector512.Load(to), φ, π), to);
            power += UnitPowers<T, TWord>.Power;
            to += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Advanced(T* row, Vector512<T> x, Vector512<T> φ, Vector512<T> π) =>
        Fused.MultiplyAdd(Vector512.Load(row), φ, Fused.MultiplyAdd(Vector512.Load(row + Line), π, x));

    // The same with what the rounding of the entries lost, small things first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> End(T* row, Vector512<T> x, Vector512<T> φ, Vector512<T> π) =>
        Advanced(row, Advanced(row + 4 * Line, x, φ, π), φ, π);
}

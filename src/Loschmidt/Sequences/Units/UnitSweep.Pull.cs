using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Sequences.Units;

// The loops that carry an error signal home.
internal static unsafe partial class UnitSweep<T, TWord>
{
    /// <summary>Half a drift of the mean ahead, as <see cref="Pair"/> wants it.</summary>
    /// <param name="state">Where the way home begins.</param>
    /// <param name="table">Coefficients.</param>
    /// <param name="mean">Overwritten.</param>
    public static void Drift(UnitState<T> state, UnitTable<T> table, UnitState<T> mean)
    {
        for (var at = 0; at < state.Phi.Length; at += Line)
        {
            var π = Vector512.Load(state.PiPointer + at);
            TWord.Drift(Vector512.Load(state.PhiPointer + at), π, table.At(at)).Store(mean.PhiPointer + at);
            π.Store(mean.PiPointer + at);
        }
    }

    /// <summary>Mean and difference of a pair of echoes, last step first.</summary>
    /// <param name="mean">m, half a drift ahead; advanced.</param>
    /// <param name="difference">d, advanced.</param>
    /// <param name="table">Coefficients.</param>
    /// <param name="piece">Reads drive and error, overwrites the drive's error.</param>
    /// <param name="width">Elements of a lane.</param>
    /// <param name="epsilon">ε; 0 is the limit of an infinitesimal pair.</param>
    /// <param name="totals">Accumulated.</param>
    public static void Pair(
        UnitState<T> mean, UnitState<T> difference, UnitTable<T> table, in UnitPiece<T> piece, int width,
        double epsilon, UnitTotals<T> totals)
    {
        var ε = T.CreateTruncating(epsilon);
        var at = piece.FirstLane * width;
        var end = at + piece.Lanes * width;
        for (; at + 2 * Line <= end; at += 2 * Line)
        {
            if (ε == T.Zero)
                Pair<Two, Zero>(mean, difference, table, piece, ε, totals, at);
            else
                Pair<Two, Finite>(mean, difference, table, piece, ε, totals, at);
        }

        if (at < end && ε == T.Zero)
            Pair<One, Zero>(mean, difference, table, piece, ε, totals, at);
        else if (at < end)
            Pair<One, Finite>(mean, difference, table, piece, ε, totals, at);
    }

    /// <summary>Two echoes with their own nudges, and the difference of what they hear, last step first.</summary>
    /// <param name="first">Nudged by +ε, advanced.</param>
    /// <param name="second">Nudged by <paramref name="secondNudge"/>, advanced.</param>
    /// <param name="table">Coefficients.</param>
    /// <param name="piece">Reads drive and error, overwrites the drive's error.</param>
    /// <param name="width">Elements of a lane.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="secondNudge">−ε, or 0 for an echo compared with none.</param>
    /// <param name="heard">Scratch, twice as many vectors as coefficients and one.</param>
    /// <param name="totals">Accumulated.</param>
    public static void Echoes(
        UnitState<T> first, UnitState<T> second, UnitTable<T> table, in UnitPiece<T> piece, int width,
        double epsilon, double secondNudge, T* heard, UnitTotals<T> totals)
    {
        var end = (piece.FirstLane + piece.Lanes) * width;
        var apart = epsilon == secondNudge ? 0 : 1 / (epsilon - secondNudge);
        for (var at = piece.FirstLane * width; at < end; at += Line)
            Echoes(
                first, second, table, piece,
                T.CreateTruncating(epsilon), T.CreateTruncating(secondNudge), T.CreateTruncating(apart),
                heard, totals, at);
    }

    /// <summary>The transposed derivative of every step along a stored trajectory, last step first.</summary>
    /// <param name="error">∂C/∂(φ, π) behind the piece; overwritten with that before it.</param>
    /// <param name="table">Coefficients.</param>
    /// <param name="piece">Reads drive and error, overwrites the drive's error.</param>
    /// <param name="width">Elements of a lane.</param>
    /// <param name="phi">φ before each step, steps lying <paramref name="stride"/> elements apart.</param>
    /// <param name="pi">π before each step.</param>
    /// <param name="stride">Elements from one stored step to the next.</param>
    /// <param name="totals">Accumulated.</param>
    public static void PullBack(
        UnitState<T> error, UnitTable<T> table, in UnitPiece<T> piece, int width,
        T* phi, T* pi, int stride, UnitTotals<T> totals)
    {
        var end = (piece.FirstLane + piece.Lanes) * width;
        for (var at = piece.FirstLane * width; at < end; at += Line)
            PullBack(error, table, piece, phi, pi, stride, totals, at);
    }

    // Two vectors are as many as the registers hold with their sums.
    private static void Pair<TCount, TEpsilon>(
        UnitState<T> mean, UnitState<T> difference, UnitTable<T> table, in UnitPiece<T> piece, T epsilon,
        UnitTotals<T> totals, int at)
        where TCount : struct, ICount
        where TEpsilon : struct, IEpsilon
    {
        var ε = Vector512.Create(epsilon);
        var (x, y) = (Load(mean, difference, at), default(UnitPair<T>));
        if (TCount.Vectors > 1)
            y = Load(mean, difference, at + Line);
        var (xSums, ySums) = (default(UnitSums<T>), default(UnitSums<T>));
        var cx = table.At(at);
        var cy = cx + table.Block;
        nint stride = piece.Stride;
        var last = at + stride * (piece.Steps - 1);
        var s = piece.Drive + last;
        var g = piece.Error + last;
        var gπ = piece.MomentumError == null ? null : piece.MomentumError + last;
        var to = piece.DriveError + last;
        for (var steps = piece.Steps; steps > 0; steps--)
        {
            x.PiDifference += Vector512.Load(g);
            if (TCount.Vectors > 1)
                y.PiDifference += Vector512.Load(g + Line);
            if (gπ != null)
            {
                x.PhiDifference += Vector512.Load(gπ);
                if (TCount.Vectors > 1)
                    y.PhiDifference += Vector512.Load(gπ + Line);
                gπ -= stride;
            }

            TWord.Pair<TEpsilon>(ref x, Vector512.Load(s), ε, cx, ref xSums).Store(to);
            if (TCount.Vectors > 1)
                TWord.Pair<TEpsilon>(ref y, Vector512.Load(s + Line), ε, cy, ref ySums).Store(to + Line);
            s -= stride;
            g -= stride;
            to -= stride;
        }

        xSums.Store(totals.Sums);
        Store(x, mean, difference, at);
        if (TCount.Vectors > 1)
        {
            ySums.Store(totals.Sums + totals.Block);
            Store(y, mean, difference, at + Line);
        }

        totals.Settle(at / Line, TCount.Vectors);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UnitPair<T> Load(UnitState<T> mean, UnitState<T> difference, int at) =>
        new()
        {
            Phi = Vector512.Load(mean.PhiPointer + at),
            Pi = Vector512.Load(mean.PiPointer + at),
            PhiDifference = Vector512.Load(difference.PhiPointer + at),
            PiDifference = Vector512.Load(difference.PiPointer + at),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in UnitPair<T> x, UnitState<T> mean, UnitState<T> difference, int at)
    {
        x.Phi.Store(mean.PhiPointer + at);
        x.Pi.Store(mean.PiPointer + at);
        x.PhiDifference.Store(difference.PhiPointer + at);
        x.PiDifference.Store(difference.PiPointer + at);
    }

    private static void Echoes(
        UnitState<T> first, UnitState<T> second, UnitTable<T> table, in UnitPiece<T> piece,
        T epsilon, T secondNudge, T apart, T* heard, UnitTotals<T> totals, int at)
    {
        var c = table.At(at);
        var sums = totals.Sums;
        var (φ, π) = (Vector512.Load(first.PhiPointer + at), Vector512.Load(first.PiPointer + at));
        var (φ2, π2) = (Vector512.Load(second.PhiPointer + at), Vector512.Load(second.PiPointer + at));
        var h = Vector512.Load(c + Line);
        var heard2 = heard + (TWord.Coefficients + 1) * Line;
        nint stride = piece.Stride;
        for (var t = at + stride * (piece.Steps - 1); t >= at; t -= stride)
        {
            var g = Vector512.Load(piece.Error + t);
            (π, π2) = (π + g * epsilon, π2 + g * secondNudge);
            if (piece.MomentumError != null)
            {
                g = Vector512.Load(piece.MomentumError + t);
                (φ, φ2) = (φ + g * epsilon, φ2 + g * secondNudge);
            }

            var s = Vector512.Load(piece.Drive + t);
            TWord.Listen(ref φ, ref π, s, c, heard);
            TWord.Listen(ref φ2, ref π2, s, c, heard2);
            Subtract(sums, heard, heard2, Vector512.Create(apart));
            var weight = h * apart;
            for (var k = 1; k < TWord.Coefficients; k++)
                Subtract(sums + k * Line, heard + k * Line, heard2 + k * Line, weight);
            var drive = TWord.Coefficients * Line;
            Vector512.Store(
                weight * (Vector512.Load(heard2 + drive) - Vector512.Load(heard + drive)), piece.DriveError + t);
        }

        Vector512.Store(φ, first.PhiPointer + at);
        Vector512.Store(π, first.PiPointer + at);
        Vector512.Store(φ2, second.PhiPointer + at);
        Vector512.Store(π2, second.PiPointer + at);
        totals.Settle(at / Line, 1);
    }

    private static void Subtract(T* sum, T* heard, T* heard2, Vector512<T> weight) =>
        Vector512.Store(
            Vector512.Load(sum) - weight * (Vector512.Load(heard) - Vector512.Load(heard2)), sum);

    private static void PullBack(
        UnitState<T> error, UnitTable<T> table, in UnitPiece<T> piece, T* phi, T* pi, int stored,
        UnitTotals<T> totals, int at)
    {
        var c = table.At(at);
        var sums = totals.Sums;
        var (φ, π) = (Vector512.Load(error.PhiPointer + at), Vector512.Load(error.PiPointer + at));
        for (var t = piece.Steps - 1; t >= 0; t--)
        {
            var (now, then) = ((nint)t * piece.Stride + at, (nint)t * stored + at);
            φ += Vector512.Load(piece.Error + now);
            if (piece.MomentumError != null)
                π += Vector512.Load(piece.MomentumError + now);
            var drive = TWord.PullBack(
                Vector512.Load(phi + then), Vector512.Load(pi + then), Vector512.Load(piece.Drive + now),
                ref φ, ref π, c, sums);
            Vector512.Store(drive, piece.DriveError + now);
        }

        Vector512.Store(φ, error.PhiPointer + at);
        Vector512.Store(π, error.PiPointer + at);
        totals.Settle(at / Line, 1);
    }
}

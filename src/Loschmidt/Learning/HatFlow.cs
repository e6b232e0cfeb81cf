using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Learning;

/// <summary>Time steps of many Mexican hats, eight at a time: drive, Kerr and friction, each exactly, composed to fourth order.</summary>
/// <remarks>
/// One piece: friction h/2, drive h/2, Kerr h, drive h/2, friction h/2; five pieces a step with the fractions of R. I. McLachlan, SIAM J. Sci. Comput. 16 (1995) 151,
/// which read the same backwards. Friction in the piece that goes back is negative and undoes as much. A warm step is one piece on either side of the exact
/// Ornstein–Uhlenbeck step instead: noise cannot be undone. Besides q and p a hat carries its turns: θ crosses the negative q₁ axis where atan2 jumps.
/// </remarks>
internal readonly struct HatFlow
{
    /// <summary>Numbers a hat: q₁, p₁, q₂, p₂, turns.</summary>
    public const int Carriers = 5;

    private const int Width = 8;
    private const double Outer = 0.28;
    private const double Inner = 0.62546642846767004501;

    /// <summary>Fractions of a step, the same read backwards.</summary>
    internal static readonly double[] Fractions = [Outer, Inner, 1 - (2 * (Outer + Inner)), Inner, Outer];

    private readonly Piece _outer;
    private readonly Piece _inner;
    private readonly Piece _middle;
    private readonly Piece _half;
    private readonly double _remaining;

    /// <summary>Works out the constants of a step.</summary>
    /// <param name="drive">a.</param>
    /// <param name="kerr">b.</param>
    /// <param name="friction">Γ; 0 during a pass.</param>
    /// <param name="step">h.</param>
    public HatFlow(double drive, double kerr, double friction, double step)
    {
        _outer = new Piece(drive, kerr, friction, Fractions[0] * step);
        _inner = new Piece(drive, kerr, friction, Fractions[1] * step);
        _middle = new Piece(drive, kerr, friction, Fractions[2] * step);
        _half = new Piece(drive, kerr, 0, step / 2);
        _remaining = Math.Exp(-friction * step);
    }

    /// <summary>Takes so many steps.</summary>
    /// <param name="carriers">[hats × 5], advanced.</param>
    /// <param name="steps">How many.</param>
    public void Run(Span<double> carriers, int steps)
    {
        Span<double> rows = stackalloc double[Carriers * Width];
        var (outer, inner, middle) = (_outer, _inner, _middle);
        for (var first = 0; first < carriers.Length; first += rows.Length)
        {
            var block = carriers[first..Math.Min(carriers.Length, first + rows.Length)];
            Load(block, rows, out var q1, out var p1, out var q2, out var p2, out var turns);
            for (var n = 0; n < steps; n++)
            {
                Move(ref q1, ref p1, ref q2, ref p2, ref turns, outer);
                Move(ref q1, ref p1, ref q2, ref p2, ref turns, inner);
                Move(ref q1, ref p1, ref q2, ref p2, ref turns, middle);
                Move(ref q1, ref p1, ref q2, ref p2, ref turns, inner);
                Move(ref q1, ref p1, ref q2, ref p2, ref turns, outer);
            }

            Store(block, rows, q1, p1, q2, p2, turns);
        }
    }

    /// <summary>Takes so many steps in a warm bath: p_j gains variance (1 − e^(−2Γh))·<paramref name="variance"/> a step.</summary>
    /// <param name="carriers">[hats × 5], advanced.</param>
    /// <param name="steps">How many.</param>
    /// <param name="variance">⟨p_j²⟩ of the bath.</param>
    /// <param name="bath">The kicks.</param>
    /// <param name="moment">Names them.</param>
    public void RunWarm(Span<double> carriers, int steps, double variance, IThermalKicks bath, long moment)
    {
        Span<double> rows = stackalloc double[Carriers * Width];
        Span<double> k1 = stackalloc double[Width];
        Span<double> k2 = stackalloc double[Width];
        var half = _half;
        var spread = Math.Sqrt((1 - (_remaining * _remaining)) * variance);
        for (var first = 0; first < carriers.Length; first += rows.Length)
        {
            var block = carriers[first..Math.Min(carriers.Length, first + rows.Length)];
            Load(block, rows, out var q1, out var p1, out var q2, out var p2, out var turns);
            for (var n = 0; n < steps; n++)
            {
                for (var i = 0; i < block.Length / Carriers; i++)
                {
                    (k1[i], k2[i]) = bath.Normals(moment, (uint)((first / Carriers) + i), (uint)n);
                }

                Move(ref q1, ref p1, ref q2, ref p2, ref turns, half);
                p1 = (p1 * _remaining) + (Vector512.Create<double>(k1) * spread);
                p2 = (p2 * _remaining) + (Vector512.Create<double>(k2) * spread);
                Move(ref q1, ref p1, ref q2, ref p2, ref turns, half);
            }

            Store(block, rows, q1, p1, q2, p2, turns);
        }
    }

    private static void Load(
        ReadOnlySpan<double> block, Span<double> rows, out Vector512<double> q1, out Vector512<double> p1, out Vector512<double> q2,
        out Vector512<double> p2, out Vector512<double> turns)
    {
        rows.Fill(1); // hats that are not there
        for (var i = 0; i < block.Length; i++)
        {
            rows[(i % Carriers * Width) + (i / Carriers)] = block[i];
        }

        ReadOnlySpan<double> filled = rows;
        q1 = Vector512.Create(filled);
        p1 = Vector512.Create(filled[Width..]);
        q2 = Vector512.Create(filled[(2 * Width)..]);
        p2 = Vector512.Create(filled[(3 * Width)..]);
        turns = Vector512.Create(filled[(4 * Width)..]);
    }

    private static void Store(
        Span<double> block, Span<double> rows, Vector512<double> q1, Vector512<double> p1, Vector512<double> q2, Vector512<double> p2, Vector512<double> turns)
    {
        q1.CopyTo(rows);
        p1.CopyTo(rows[Width..]);
        q2.CopyTo(rows[(2 * Width)..]);
        p2.CopyTo(rows[(3 * Width)..]);
        turns.CopyTo(rows[(4 * Width)..]);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = rows[(i % Carriers * Width) + (i / Carriers)];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(
        ref Vector512<double> Q1, ref Vector512<double> P1, ref Vector512<double> Q2, ref Vector512<double> P2, ref Vector512<double> turns, in Piece piece)
    {
        var (q1, p1, q2, p2) = (Q1, P1 * piece.Remaining, Q2, P2 * piece.Remaining);
        Squeeze(ref q1, ref p1, piece);
        Squeeze(ref q2, ref p2, piece);

        // 8bS with 2S = Q² + P²; the same angle for both modes.
        var (sin, cos) = SinCos.Of(((q1 * q1) + (p1 * p1) + (q2 * q2) + (p2 * p2)) * piece.Turn);
        (q1, p1) = ((q1 * cos) + (p1 * sin), (p1 * cos) - (q1 * sin));
        (q2, p2) = ((q2 * cos) + (p2 * sin), (p2 * cos) - (q2 * sin));
        Squeeze(ref q1, ref p1, piece);
        Squeeze(ref q2, ref p2, piece);

        // Symmetric in before and behind, so that the way back takes the turn back.
        var flipped = Vector512.LessThan(Q2.AsInt64() ^ q2.AsInt64(), Vector512<long>.Zero) & Vector512.LessThan(Q1 + q1, Vector512<double>.Zero).AsInt64();
        var sense = Vector512.ConditionalSelect(
            Vector512.LessThan(q2.AsInt64(), Vector512<long>.Zero).AsDouble(), Vector512<double>.One, Vector512.Create(-1.0));
        turns += Vector512.ConditionalSelect(flipped.AsDouble(), sense, Vector512<double>.Zero);
        (Q1, P1, Q2, P2) = (q1, p1 * piece.Remaining, q2, p2 * piece.Remaining);
    }

    // Half of the drive, e^(±2a·h/2) along q ± p.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Squeeze(ref Vector512<double> q, ref Vector512<double> p, in Piece piece) =>
        (q, p) = ((q * piece.Cosh) + (p * piece.Sinh), (p * piece.Cosh) + (q * piece.Sinh));

    private readonly struct Piece(double drive, double kerr, double friction, double step)
    {
        public readonly double Cosh = Math.Cosh(drive * step);
        public readonly double Sinh = Math.Sinh(drive * step);
        public readonly double Turn = 4 * kerr * step;
        public readonly double Remaining = Math.Exp(-friction * step / 2);
    }
}

using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Imperfections;

/// <summary>A phase-conjugating surface for pulses: what arrives first leaves first, so the envelope returns mirrored.</summary>
/// <remarks>
/// A time mirror leaves A*(z)e^(+ikz) where A(z)e^(−ikz) arrived; the surface leaves A*(2z_m − z)e^(+ikz). Field that would come
/// from beyond the last row never arrived and is missing.
/// </remarks>
internal sealed class PulseMirror(ITravels machine)
{
    // The place of the mirror rounded to half a row, so that rows fall on rows.
    private readonly int _twiceRow = (int)Math.Round(2 * machine.MirrorRow);

    /// <summary>Acts on a field that a time mirror has turned round.</summary>
    public void Act<T>(PhaseView<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = machine.Rows;
        for (var first = 0; first < x.Coordinates; first += rows)
        {
            for (var row = 0; row < rows; row++)
            {
                var partner = _twiceRow - row;
                if (partner < 0 || partner >= rows)
                {
                    Clear(x, first + row);
                }
                else if (partner >= row)
                {
                    Exchange(x, first + row, first + partner, machine.CarrierPerRow * (partner - row));
                }
            }
        }
    }

    private static void Clear<T>(PhaseView<T> x, int site)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        x.Q.Slice(site * x.Lanes, x.Lanes).Clear();
        x.P.Slice(site * x.Lanes, x.Lanes).Clear();
    }

    // The carrier of the returning pulse runs the other way: what moves from b to a loses the phase it gained from a to b.
    private static void Exchange<T>(PhaseView<T> x, int a, int b, double carrier)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (s, c) = Math.SinCos(carrier);
        var (sin, cos) = (T.CreateTruncating(s), T.CreateTruncating(c));
        for (var lane = 0; lane < x.Active; lane++)
        {
            var (i, j) = ((a * x.Lanes) + lane, (b * x.Lanes) + lane);
            var (aq, ap, bq, bp) = (x.Q[i], x.P[i], x.Q[j], x.P[j]);
            (x.Q[i], x.P[i]) = ((bq * cos) - (bp * sin), (bp * cos) + (bq * sin));
            (x.Q[j], x.P[j]) = ((aq * cos) + (ap * sin), (ap * cos) - (aq * sin));
        }
    }
}

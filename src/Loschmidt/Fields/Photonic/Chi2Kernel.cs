using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields.Photonic;

/// <summary>All K substeps of the χ(2) splitting while the four numbers of a mode stay in registers.</summary>
/// <remarks>
/// The same map as <see cref="Chi2Reference"/> with neighbouring half-flows of H1 merged. The operations of one mode
/// depend on each other all the way, some seventy cycles a substep, so modes run side by side: four alone, two together
/// with their tangent, which is what 32 vector registers hold.
/// </remarks>
internal static class Chi2Kernel
{
    /// <summary>The map on modes 0 … count−1 and their ancillas, in place.</summary>
    public static void Flow<T>(PhaseView<T> x, int count, int firstAncilla, double chi, int substeps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var range = new Chi2Range<T>(x, firstAncilla);
        var (half, full, twice) = Times<T>(chi, substeps);
        var width = (nuint)Vector512<T>.Count;
        var end = (nuint)(count * x.Lanes);
        nuint i = 0;
        for (; i + 4 * width <= end; i += 4 * width)
        {
            var (a, b) = (range.Load(i), range.Load(i + width));
            var (c, d) = (range.Load(i + 2 * width), range.Load(i + 3 * width));
            a.H1(half, full);
            b.H1(half, full);
            c.H1(half, full);
            d.H1(half, full);
            for (var k = 1; ; k++)
            {
                a.H2(half, full);
                b.H2(half, full);
                c.H2(half, full);
                d.H2(half, full);
                a.H3(twice);
                b.H3(twice);
                c.H3(twice);
                d.H3(twice);
                a.H2(half, full);
                b.H2(half, full);
                c.H2(half, full);
                d.H2(half, full);
                if (k == substeps)
                    break;
                a.H1(full, twice);
                b.H1(full, twice);
                c.H1(full, twice);
                d.H1(full, twice);
            }

            a.H1(half, full);
            b.H1(half, full);
            c.H1(half, full);
            d.H1(half, full);
            range.Store(a, i);
            range.Store(b, i + width);
            range.Store(c, i + 2 * width);
            range.Store(d, i + 3 * width);
        }

        for (; i < end; i += width)
        {
            var a = range.Load(i);
            a.H1(half, full);
            for (var k = 1; ; k++)
            {
                a.H2(half, full);
                a.H3(twice);
                a.H2(half, full);
                if (k == substeps)
                    break;
                a.H1(full, twice);
            }

            a.H1(half, full);
            range.Store(a, i);
        }
    }

    /// <summary>The map and its derivative: (x, dx) advance together, in place.</summary>
    public static void Tangent<T>(
        PhaseView<T> x, PhaseView<T> dx, int count, int firstAncilla, double chi, int substeps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var range = new Chi2Range<T>(x, firstAncilla);
        var tangents = new Chi2Range<T>(dx, firstAncilla);
        var (half, full, twice) = Times<T>(chi, substeps);
        var width = (nuint)Vector512<T>.Count;
        var end = (nuint)(count * x.Lanes);
        nuint i = 0;
        for (; i + 2 * width <= end; i += 2 * width)
        {
            var (a, b) = (range.Load(i), range.Load(i + width));
            var (da, db) = (tangents.Load(i), tangents.Load(i + width));
            a.H1(ref da, half, full);
            b.H1(ref db, half, full);
            for (var k = 1; ; k++)
            {
                a.H2(ref da, half, full);
                b.H2(ref db, half, full);
                a.H3(ref da, twice);
                b.H3(ref db, twice);
                a.H2(ref da, half, full);
                b.H2(ref db, half, full);
                if (k == substeps)
                    break;
                a.H1(ref da, full, twice);
                b.H1(ref db, full, twice);
            }

            a.H1(ref da, half, full);
            b.H1(ref db, half, full);
            range.Store(a, i);
            range.Store(b, i + width);
            tangents.Store(da, i);
            tangents.Store(db, i + width);
        }

        for (; i < end; i += width)
        {
            var a = range.Load(i);
            var da = tangents.Load(i);
            a.H1(ref da, half, full);
            for (var k = 1; ; k++)
            {
                a.H2(ref da, half, full);
                a.H3(ref da, twice);
                a.H2(ref da, half, full);
                if (k == substeps)
                    break;
                a.H1(ref da, full, twice);
            }

            a.H1(ref da, half, full);
            range.Store(a, i);
            tangents.Store(da, i);
        }
    }

    // ct for c = χ/(2√2) and t = h/2, h and 2h, h = 1/K.
    private static (Vector512<T> Half, Vector512<T> Full, Vector512<T> Twice) Times<T>(double chi, int substeps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var full = chi / (2 * Math.Sqrt(2)) / substeps;
        return (
            Vector512.Create(T.CreateTruncating(full / 2)),
            Vector512.Create(T.CreateTruncating(full)),
            Vector512.Create(T.CreateTruncating(2 * full)));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Numerics.Kernels;

/// <summary>Rotations (q + ip) → (q + ip) e^(−iφ) of split complex planes, element by element.</summary>
internal static class PhaseRotation
{
    /// <summary>
    /// Rotates every element by φ = offset + slope·I with its own intensity I = (q² + p²)/2, which it keeps.
    /// </summary>
    /// <param name="q">Real plane, rotated in place.</param>
    /// <param name="p">Imaginary plane, rotated in place.</param>
    /// <param name="offset">The part of φ that does not depend on intensity, in rad.</param>
    /// <param name="slope">dφ/dI.</param>
    /// <param name="intensity">Overwritten with I.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void ByIntensity<T>(Span<T> q, Span<T> p, ReadOnlySpan<T> offset, T slope, Span<T> intensity)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (p.Length != q.Length || offset.Length != q.Length || intensity.Length != q.Length)
        {
            throw new ArgumentException(
                $"planes of different length: {q.Length}, {p.Length}, {offset.Length}, {intensity.Length}");
        }

        var half = Vector512.Create(T.CreateChecked(0.5));
        var slopes = Vector512.Create(slope);
        ref var q0 = ref MemoryMarshal.GetReference(q);
        ref var p0 = ref MemoryMarshal.GetReference(p);
        ref var offset0 = ref MemoryMarshal.GetReference(offset);
        ref var intensity0 = ref MemoryMarshal.GetReference(intensity);
        var width = Vector512<T>.Count;
        var i = 0;
        for (; i <= q.Length - width; i += width)
        {
            var at = (nuint)i;
            var (turnedQ, turnedP, own) = Turn(
                Vector512.LoadUnsafe(ref q0, at), Vector512.LoadUnsafe(ref p0, at),
                Vector512.LoadUnsafe(ref offset0, at), slopes, half);
            turnedQ.StoreUnsafe(ref q0, at);
            turnedP.StoreUnsafe(ref p0, at);
            own.StoreUnsafe(ref intensity0, at);
        }

        if (i < q.Length)
        {
            // The rest goes through the same vector code, so that no element depends on where in the plane it sits.
            Span<T> rest = stackalloc T[3 * width];
            rest.Clear();
            q[i..].CopyTo(rest);
            p[i..].CopyTo(rest[width..]);
            offset[i..].CopyTo(rest[(2 * width)..]);
            var (turnedQ, turnedP, own) = Turn(
                Vector512.Create<T>(rest), Vector512.Create<T>(rest[width..]), Vector512.Create<T>(rest[(2 * width)..]),
                slopes, half);
            turnedQ.CopyTo(rest);
            turnedP.CopyTo(rest[width..]);
            own.CopyTo(rest[(2 * width)..]);
            var count = q.Length - i;
            rest[..count].CopyTo(q[i..]);
            rest.Slice(width, count).CopyTo(p[i..]);
            rest.Slice(2 * width, count).CopyTo(intensity[i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> Q, Vector512<T> P, Vector512<T> Intensity) Turn<T>(
        Vector512<T> q, Vector512<T> p, Vector512<T> offset, Vector512<T> slope, Vector512<T> half)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var intensity = half * Fused.MultiplyAdd(q, q, p * p);
        var (sin, cos) = SinCos.Of(Fused.MultiplyAdd(slope, intensity, offset));
        return (
            Fused.MultiplyAdd(q, cos, p * sin),
            Fused.NegatedMultiplyAdd(q, sin, p * cos),
            intensity);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Loschmidt.Fields;

/// <summary>What the learning field does between two nonlinear steps, in double whatever the precision of the wave.</summary>
internal static class LearningKernel
{
    /// <summary>π −= c·I, then θ += w·π, then phase = c·θ rounded to the wave's precision.</summary>
    /// <remarks>Linear in (θ, π, I), so it also advances their infinitesimal displacements.</remarks>
    /// <param name="theta">θ, advanced.</param>
    /// <param name="pi">π, advanced.</param>
    /// <param name="intensity">I of the same sites, stored values.</param>
    /// <param name="phase">Overwritten with the phase the next nonlinear step applies.</param>
    /// <param name="coupling">c = χ dt.</param>
    /// <param name="drift">w = (Ω/ΔV) t; 0 where θ is frozen.</param>
    public static void HearAndDrift<T>(
        Span<double> theta, Span<double> pi, ReadOnlySpan<T> intensity, Span<T> phase, double coupling, double drift)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (couplings, drifts) = (Vector512.Create(coupling), Vector512.Create(drift));
        ref var theta0 = ref MemoryMarshal.GetReference(theta);
        ref var pi0 = ref MemoryMarshal.GetReference(pi);
        ref var intensity0 = ref MemoryMarshal.GetReference(intensity);
        ref var phase0 = ref MemoryMarshal.GetReference(phase);
        var i = 0;
        for (; i <= theta.Length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var at = (nuint)i;
            var heard = Vector512.LoadUnsafe(ref intensity0, at);
            if (typeof(T) == typeof(double))
            {
                var turned = Advance(ref theta0, ref pi0, at, heard.AsDouble(), couplings, drifts);
                turned.As<double, T>().StoreUnsafe(ref phase0, at);
            }
            else
            {
                var (lower, upper) = Vector512.Widen(heard.AsSingle());
                var first = Advance(ref theta0, ref pi0, at, lower, couplings, drifts);
                var second = Advance(ref theta0, ref pi0, at + (nuint)Vector512<double>.Count, upper, couplings, drifts);
                Vector512.Narrow(first, second).As<float, T>().StoreUnsafe(ref phase0, at);
            }
        }

        for (; i < theta.Length; i++)
        {
            pi[i] = Math.FusedMultiplyAdd(-coupling, double.CreateTruncating(intensity[i]), pi[i]);
            theta[i] = Math.FusedMultiplyAdd(drift, pi[i], theta[i]);
            phase[i] = T.CreateTruncating(coupling * theta[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Advance(
        ref double theta0, ref double pi0, nuint at, Vector512<double> intensity, Vector512<double> coupling,
        Vector512<double> drift)
    {
        var pi = Vector512.FusedMultiplyAdd(-coupling, intensity, Vector512.LoadUnsafe(ref pi0, at));
        pi.StoreUnsafe(ref pi0, at);
        var theta = Vector512.FusedMultiplyAdd(drift, pi, Vector512.LoadUnsafe(ref theta0, at));
        theta.StoreUnsafe(ref theta0, at);
        return coupling * theta;
    }
}

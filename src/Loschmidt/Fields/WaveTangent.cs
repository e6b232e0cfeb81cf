using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields;

/// <summary>
/// The derivative of one pass: the joint state and an infinitesimal displacement of it travel together.
/// </summary>
/// <remarks>
/// A is linear and its own derivative. B with φ = χ dt θ + κI turns (q, p) by φ and its displacement by φ plus dφ times
/// the quarter turn: dq′ = c dq + s dp + p′dφ, dp′ = c dp − s dq − q′dφ, dφ = χ dt dθ + κ(q dq + p dp); dπ −= χ dt dI.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WaveTangent<T>(WaveDynamics<T> dynamics)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _phase = new T[dynamics.Lattice.Sites];
    private readonly T[] _phaseShift = new T[dynamics.Lattice.Sites];
    private readonly T[] _intensity = new T[dynamics.Lattice.Sites];
    private readonly T[] _intensityShift = new T[dynamics.Lattice.Sites];
    private readonly double[] _thetaShift = new double[dynamics.Lattice.Columns * dynamics.WindowRows];

    /// <summary>Runs one pass.</summary>
    /// <param name="q">Wave, advanced.</param>
    /// <param name="p">Wave, advanced.</param>
    /// <param name="dq">Displacement of q, advanced.</param>
    /// <param name="dp">Displacement of p, advanced.</param>
    /// <param name="learning">Θ, advanced.</param>
    /// <param name="dtheta">[parameters], displacement of θ at the start; empty where it is not displaced.</param>
    /// <param name="dpi">[parameters], overwritten with the displacement of π at the end; zero at the start.</param>
    public void Run(
        Span<T> q, Span<T> p, Span<T> dq, Span<T> dp, LearningField learning, ReadOnlySpan<double> dtheta, Span<double> dpi)
    {
        Array.Clear(_intensity);
        Array.Clear(_intensityShift);
        Array.Clear(_thetaShift);
        dtheta.CopyTo(_thetaShift);
        dpi.Clear();
        Advance(q, p, dq, dp, learning, dpi, dynamics.DriftTime / 2, KineticDuration.HalfStep);
        for (var step = 1; step <= dynamics.Steps; step++)
        {
            var last = step == dynamics.Steps;
            Turn(q, p, dq, dp);
            Advance(
                q, p, dq, dp, learning, dpi, last ? dynamics.DriftTime / 2 : dynamics.DriftTime,
                last ? KineticDuration.HalfStep : KineticDuration.FullStep);
        }
    }

    private void Advance(
        Span<T> q, Span<T> p, Span<T> dq, Span<T> dp, LearningField learning, Span<double> dpi, double drift,
        KineticDuration duration)
    {
        dynamics.HearAndDrift(learning.Theta, learning.Pi, _intensity, _phase, drift);
        dynamics.HearAndDrift(_thetaShift, dpi, _intensityShift, _phaseShift, drift);
        dynamics.Kinetic.Apply(q, p, duration);
        dynamics.Kinetic.Apply(dq, dp, duration);
    }

    private void Turn(Span<T> q, Span<T> p, Span<T> dq, Span<T> dp)
    {
        var slope = T.CreateChecked(dynamics.KerrTime);
        var width = Vector512<T>.Count;
        var i = 0;
        for (; i <= q.Length - width; i += width)
            TurnAt(q[i..], p[i..], dq[i..], dp[i..], i, slope);

        if (i < q.Length)
        {
            // The last sites ride in a vector of their own, the wave's planes copied out and back.
            Span<T> rest = stackalloc T[4 * width];
            rest.Clear();
            var count = q.Length - i;
            q[i..].CopyTo(rest);
            p[i..].CopyTo(rest[width..]);
            dq[i..].CopyTo(rest[(2 * width)..]);
            dp[i..].CopyTo(rest[(3 * width)..]);
            TurnRest(rest, i, count, slope);
            rest[..count].CopyTo(q[i..]);
            rest.Slice(width, count).CopyTo(p[i..]);
            rest.Slice(2 * width, count).CopyTo(dq[i..]);
            rest.Slice(3 * width, count).CopyTo(dp[i..]);
        }
    }

    private void TurnRest(Span<T> rest, int from, int count, T slope)
    {
        var width = Vector512<T>.Count;
        Span<T> local = stackalloc T[4 * width];
        local.Clear();
        _phase.AsSpan(from, count).CopyTo(local);
        _phaseShift.AsSpan(from, count).CopyTo(local[width..]);
        Turn(
            rest, rest[width..], rest[(2 * width)..], rest[(3 * width)..], local, local[width..], local[(2 * width)..],
            local[(3 * width)..], slope);
        local.Slice(2 * width, count).CopyTo(_intensity.AsSpan(from));
        local.Slice(3 * width, count).CopyTo(_intensityShift.AsSpan(from));
    }

    private void TurnAt(Span<T> q, Span<T> p, Span<T> dq, Span<T> dp, int site, T slope) =>
        Turn(
            q, p, dq, dp, _phase.AsSpan(site), _phaseShift.AsSpan(site), _intensity.AsSpan(site),
            _intensityShift.AsSpan(site), slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Span<T> q, Span<T> p, Span<T> dq, Span<T> dp, ReadOnlySpan<T> phase, ReadOnlySpan<T> phaseShift,
        Span<T> intensity, Span<T> intensityShift, T slope)
    {
        var (vq, vp) = (Vector512.Create<T>(q), Vector512.Create<T>(p));
        var (vdq, vdp) = (Vector512.Create<T>(dq), Vector512.Create<T>(dp));
        var kerr = Vector512.Create(slope);
        var own = Vector512.Create(T.CreateChecked(0.5)) * Fused.MultiplyAdd(vq, vq, vp * vp);
        var ownShift = Fused.MultiplyAdd(vq, vdq, vp * vdp);
        var (sin, cos) = SinCos.Of(Fused.MultiplyAdd(kerr, own, Vector512.Create(phase)));
        var shift = Fused.MultiplyAdd(kerr, ownShift, Vector512.Create(phaseShift));
        var turnedQ = Fused.MultiplyAdd(vq, cos, vp * sin);
        var turnedP = Fused.NegatedMultiplyAdd(vq, sin, vp * cos);
        Fused.MultiplyAdd(turnedP, shift, Fused.MultiplyAdd(vdq, cos, vdp * sin)).CopyTo(dq);
        Fused.NegatedMultiplyAdd(turnedQ, shift, Fused.NegatedMultiplyAdd(vdq, sin, vdp * cos)).CopyTo(dp);
        turnedQ.CopyTo(q);
        turnedP.CopyTo(p);
        own.CopyTo(intensity);
        ownShift.CopyTo(intensityShift);
    }
}

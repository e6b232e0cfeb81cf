using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

/// <summary>Leapfrog in its position-Verlet form: half a drift, a kick by the force at the half-step position, half a
/// drift.</summary>
/// <remarks>
/// φ½ = φ + (h/2)π;  π′ = π − h ∂V/∂φ(φ½, s);  φ′ = φ½ + (h/2)π′.  Symplectic and palindromic. The derivative by h has
/// three parts, one for each letter: the difference of what generates it, −D[π²/2]/2, −D[V], −D[π′²/2]/2.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TPotential">V.</typeparam>
/// <typeparam name="TIncrement">How the states are summed; differences and errors always float.</typeparam>
internal readonly unsafe struct DriftKickDrift<T, TPotential, TIncrement> : IUnitWord<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TPotential : struct, IPotential<T>
    where TIncrement : struct, IIncrement<T>
{
    private static T Half => T.CreateTruncating(0.5);

    /// <inheritdoc/>
    public static int Coefficients => 1 + TPotential.Coefficients;

    /// <inheritdoc/>
    public static bool IsLinear => TPotential.IsQuadratic && typeof(TIncrement) == typeof(FloatingIncrement<T>);

    /// <inheritdoc/>
    public static (double PhiPhi, double PhiPi, double PiPhi, double PiPi) Matrix(ReadOnlySpan<double> c)
    {
        var (h, k) = (c[0], TPotential.Stiffness(c[1..]));
        var a = h * h * k / 2;
        return (1 - a, h * (1 - a / 2), -h * k, 1 - a);
    }

    /// <inheritdoc/>
    public static double Admit(double x) => TIncrement.Admit(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(ref Vector512<T> phi, ref Vector512<T> pi, Vector512<T> s, T* c)
    {
        var halfStep = Vector512.Load(c);
        var half = TIncrement.Add(phi, pi, halfStep);
        pi = TPotential.Kick<TIncrement>(pi, half, s, Vector512.Load(c + Vector512<T>.Count), Potential(c));
        phi = TIncrement.Add(half, pi, halfStep);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Listen(ref Vector512<T> phi, ref Vector512<T> pi, Vector512<T> s, T* c, T* heard)
    {
        var half = TIncrement.Add(phi, pi, Vector512.Load(c));
        var before = pi * pi;
        var potential = TPotential.Listen(half, s, Potential(c), heard + Vector512<T>.Count);
        Step(ref phi, ref pi, s, c);
        var squares = Fused.MultiplyAdd(pi, pi, before);
        Vector512.Store(Fused.MultiplyAdd(squares, Vector512.Create(Half * Half), potential), heard);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Drift(Vector512<T> phi, Vector512<T> pi, T* c) =>
        TIncrement.Add(phi, pi, Vector512.Load(c));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Pair<TEpsilon>(
        ref UnitPair<T> x, Vector512<T> s, Vector512<T> epsilon, T* c,
        ref UnitSums<T> sums)
        where TEpsilon : struct, IEpsilon
    {
        var halfStep = Vector512.Load(c);
        var h = Vector512.Load(c + Vector512<T>.Count);
        var d = Fused.MultiplyAdd(x.PiDifference, halfStep, x.PhiDifference);
        sums.Kinetic = Fused.MultiplyAdd(x.Pi, x.PiDifference, sums.Kinetic);
        var driveError = TPotential.Kick<TEpsilon, TIncrement>(
            ref x, d, s, h, epsilon, Potential(c), ref sums);
        sums.Kinetic = Fused.MultiplyAdd(x.Pi, x.PiDifference, sums.Kinetic);
        x.Phi = TIncrement.AddTwice(x.Phi, x.Pi, halfStep, h);
        x.PhiDifference = Fused.MultiplyAdd(x.PiDifference, halfStep, d);
        return driveError;
    }

    /// <inheritdoc/>
    public static void Gradient(ReadOnlySpan<double> c, ReadOnlySpan<double> sums, Span<double> gradient)
    {
        var energy = TPotential.Gradient(c[0], c[1..], sums, gradient[1..]);
        gradient[0] = -(sums[0] / 2 + energy);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PullBack(
        Vector512<T> phi, Vector512<T> pi, Vector512<T> s,
        ref Vector512<T> phiError, ref Vector512<T> piError, T* c, T* sums)
    {
        var halfStep = Vector512.Load(c);
        var h = Vector512.Load(c + Vector512<T>.Count);
        var half = TIncrement.Add(phi, pi, halfStep);
        var force = TPotential.Force(half, s, Potential(c));
        var after = TIncrement.Add(pi, force, h);

        // φ′ = φ½ + (h/2)π′
        var kicked = Fused.MultiplyAdd(halfStep, phiError, piError);
        var step = after * phiError;
        // π′ = π + h F(φ½)
        var (through, drive) =
            TPotential.PullBack(half, s, h * kicked, Potential(c), sums + Vector512<T>.Count);
        var atHalf = phiError + through;
        // φ½ = φ + (h/2)π
        step = Fused.MultiplyAdd(pi, atHalf, step);
        phiError = atHalf;
        piError = Fused.MultiplyAdd(halfStep, atHalf, kicked);
        step = Fused.MultiplyAdd(step, Vector512.Create(Half), force * kicked);
        Vector512.Store(Vector512.Load(sums) + step, sums);
        return drive;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Potential(T* c) => c + 2 * Vector512<T>.Count;
}

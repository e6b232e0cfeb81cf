using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;
using Loschmidt.Numerics.Reals;
using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Benchmarks;

/// <summary>Force and response of two parameters, as somebody writes them on vectors: no derivative is derived here.</summary>
internal interface IWritten<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static abstract Vector512<T> Force(Vector512<T> x, Vector512<T> first, Vector512<T> second);

    static abstract (Vector512<T> First, Vector512<T> Second) Response(Vector512<T> x, Vector512<T> first, Vector512<T> second);
}

/// <summary>V = k x²/2 + h² x⁴/4.</summary>
internal readonly struct WrittenQuartic<T> : IWritten<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Force(Vector512<T> x, Vector512<T> first, Vector512<T> second) => x * (first + (second * second * (x * x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> First, Vector512<T> Second) Response(Vector512<T> x, Vector512<T> first, Vector512<T> second)
    {
        var half = x * x * Vector512.Create(T.CreateTruncating(0.5));
        return (half, second * half * half * Vector512.Create(T.CreateTruncating(2)));
    }
}

/// <summary>V = EJ (1 − cos x) + EL x²/2.</summary>
internal readonly struct WrittenJunction<T> : IWritten<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Force(Vector512<T> x, Vector512<T> first, Vector512<T> second) => first * SinCos.Of(x).Sin + second * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> First, Vector512<T> Second) Response(Vector512<T> x, Vector512<T> first, Vector512<T> second) =>
        (Vector512<T>.One - SinCos.Of(x).Cos, x * x * Vector512.Create(T.CreateTruncating(0.5)));
}

/// <summary>A term of sites, x = q, or of the bonds of a ring, x = a − b.</summary>
/// <param name="name">Its block of parameters.</param>
/// <param name="sites">Sites.</param>
/// <param name="bonds">Whether it is on bonds.</param>
internal sealed class WrittenTerm<T, TWritten>(string name, int sites, bool bonds) : ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TWritten : struct, IWritten<T>
{
    public string Name => name;

    public IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors => [("first", [sites]), ("second", [sites])];

    public void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy) => throw new NotSupportedException();

    public void Flow(PhaseView<T> x, in Control<T> control, double dt)
    {
        ref var q = ref MemoryMarshal.GetReference(x.Q);
        ref var p = ref MemoryMarshal.GetReference(x.P);
        var step = Vector512.Create(T.CreateTruncating(dt));
        for (var i = 0; i < sites; i++)
        {
            var first = Vector512.Create(T.CreateTruncating(control.Parameters[i]));
            var second = Vector512.Create(T.CreateTruncating(control.Parameters[sites + i]));
            var (from, to) = (i * x.Lanes, (i + 1 == sites ? 0 : i + 1) * x.Lanes);
            for (var lane = 0; lane < x.Lanes; lane += Vector512<T>.Count)
            {
                var (a, b) = ((nuint)(from + lane), (nuint)(to + lane));
                var at = bonds ? Vector512.LoadUnsafe(ref q, a) - Vector512.LoadUnsafe(ref q, b) : Vector512.LoadUnsafe(ref q, a);
                var kick = step * TWritten.Force(at, first, second);
                (Vector512.LoadUnsafe(ref p, a) - kick).StoreUnsafe(ref p, a);
                if (bonds)
                    (Vector512.LoadUnsafe(ref p, b) + kick).StoreUnsafe(ref p, b);
            }
        }
    }

    public void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response)
    {
        ref var q = ref MemoryMarshal.GetReference(x.Q);
        for (var i = 0; i < sites; i++)
        {
            var first = Vector512.Create(T.CreateTruncating(control.Parameters[i]));
            var second = Vector512.Create(T.CreateTruncating(control.Parameters[sites + i]));
            var (from, to) = (i * x.Lanes, (i + 1 == sites ? 0 : i + 1) * x.Lanes);
            var (one, two) = (0.0, 0.0);
            for (var lane = 0; lane < x.Active; lane += Vector512<T>.Count)
            {
                var (a, b) = ((nuint)(from + lane), (nuint)(to + lane));
                var at = bonds ? Vector512.LoadUnsafe(ref q, a) - Vector512.LoadUnsafe(ref q, b) : Vector512.LoadUnsafe(ref q, a);
                var (u, v) = TWritten.Response(at, first, second);
                one += new Lane<T>(u).SumOfFirst(x.Active - lane);
                two += new Lane<T>(v).SumOfFirst(x.Active - lane);
            }

            response[i] += dt * one;
            response[sites + i] += dt * two;
        }
    }

    public void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt, Span<double> dResponse) =>
        throw new NotSupportedException();

    public void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt, ReadOnlySpan<double> responseCotangent,
        Span<double> thetaCotangent) => throw new NotSupportedException();
}

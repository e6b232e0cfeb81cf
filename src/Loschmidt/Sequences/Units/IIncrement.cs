using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Sequences.Units;

/// <summary>How the sum x + rate·dt is rounded: every drift and kick of a state is one such sum.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IIncrement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>x + rate·dt.</summary>
    static abstract Vector512<T> Add(Vector512<T> x, Vector512<T> rate, Vector512<T> dt);

    /// <summary>x + rate·dt + rate·dt: the drifts that end a step and begin the next one.</summary>
    /// <param name="x">x.</param>
    /// <param name="rate">Rate.</param>
    /// <param name="dt">dt.</param>
    /// <param name="twice">2 dt.</param>
    static abstract Vector512<T> AddTwice(Vector512<T> x, Vector512<T> rate, Vector512<T> dt, Vector512<T> twice);

    /// <summary>Whether a sum is undone to the last bit, so that what is added may not be written in another
    /// way.</summary>
    static abstract bool IsExact { get; }

    /// <summary>x as the arithmetic can hold it.</summary>
    static abstract double Admit(double x);
}

/// <summary>Floating point, one rounding a sum: what is added is not quite what is later taken away.</summary>
internal readonly struct FloatingIncrement<T> : IIncrement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> rate, Vector512<T> dt) =>
        Fused.MultiplyAdd(rate, dt, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AddTwice(Vector512<T> x, Vector512<T> rate, Vector512<T> dt, Vector512<T> twice) =>
        Fused.MultiplyAdd(rate, twice, x);

    /// <inheritdoc/>
    public static bool IsExact => false;

    /// <inheritdoc/>
    public static double Admit(double x) => x;
}

/// <summary>Floating point that rounds two drifts as two, as the way out did.</summary>
/// <remarks>Where forces bend, the mean of a pair of echoes loses what the same roundings give back: with them the gradient of 50,000 short steps in single
/// precision is twice as good.</remarks>
internal readonly struct MirroredIncrement<T> : IIncrement<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> rate, Vector512<T> dt) =>
        Fused.MultiplyAdd(rate, dt, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AddTwice(Vector512<T> x, Vector512<T> rate, Vector512<T> dt, Vector512<T> twice) =>
        Fused.MultiplyAdd(rate, dt, Fused.MultiplyAdd(rate, dt, x));

    /// <inheritdoc/>
    public static bool IsExact => false;

    /// <inheritdoc/>
    public static double Admit(double x) => x;
}

/// <summary>Whole multiples of 2⁻⁴⁰: increments are rounded to the grid, then added exactly, so every sum can be
/// undone to the last bit.</summary>
/// <remarks>
/// The states are integers n = 2⁴⁰x held in doubles, which hold them while |x| &lt; 8192. The rounding is odd,
/// round(−r) = −round(r), so that it commutes with the reversal of momenta: adding 1.5·2¹² and taking it away again
/// rounds to the grid, halves to the even neighbour.
/// </remarks>
internal readonly struct GridIncrement : IIncrement<double>
{
    /// <summary>2⁴⁰, grid points of a unit.</summary>
    public const double Scale = 1L << 40;

    private const double RoundsToGrid = 6144;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> x, Vector512<double> rate, Vector512<double> dt)
    {
        var rounds = Vector512.Create(RoundsToGrid);
        return x + (Vector512.FusedMultiplyAdd(rate, dt, rounds) - rounds);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AddTwice(
        Vector512<double> x, Vector512<double> rate, Vector512<double> dt, Vector512<double> twice) =>
        Add(Add(x, rate, dt), rate, dt);

    /// <inheritdoc/>
    public static bool IsExact => true;

    /// <inheritdoc/>
    public static double Admit(double x) => Math.Round(x * Scale) / Scale;
}

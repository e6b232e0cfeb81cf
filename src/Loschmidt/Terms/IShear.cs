using System.Numerics;

namespace Loschmidt.Terms;

/// <summary>A term whose flow is a shear: one half of the phase point moves by an amount that only the other half
/// decides.</summary>
/// <remarks>
/// Kick: p += k(q). Drift: q += d(p) with d odd. Because the increment never reads what it changes, adding it in
/// integers and subtracting it again leaves nothing behind: this is what bit-exact machines are made of.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public interface IShear<T> : ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>True for a kick (p moves, q decides), false for a drift (q moves, p decides).</summary>
    bool IsKick { get; }

    /// <summary>target += the increment of the flow over dt.</summary>
    /// <param name="source">The half that decides: q of a kick, p of a drift; [coordinates × lanes].</param>
    /// <param name="lanes">Lanes per coordinate.</param>
    /// <param name="control">θ and drive.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="target">The half that moves, or a buffer of its shape; <b>accumulated</b>.</param>
    void AddIncrement(ReadOnlySpan<T> source, int lanes, in Control<T> control, double dt, Span<T> target);
}

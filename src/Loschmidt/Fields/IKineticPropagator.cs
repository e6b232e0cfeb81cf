using System.Numerics;

namespace Loschmidt.Fields;

/// <summary>
/// The exact flow of the kinetic energy, iΨ̇ = (β/2)∇²Ψ, for the two durations a symmetrised split step needs.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IKineticPropagator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How it does it, such as <c>dense, even and odd modes apart</c>.</summary>
    string Method { get; }

    /// <summary>Ψ ← exp(−i(β/2)∇² t) Ψ, in place, without allocating.</summary>
    /// <param name="q">[columns × rows].</param>
    /// <param name="p">[columns × rows].</param>
    /// <param name="duration">Half a step at either end of a pass, a full step where two halves meet.</param>
    void Apply(Span<T> q, Span<T> p, KineticDuration duration);
}

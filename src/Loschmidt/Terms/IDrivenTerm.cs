using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>A term that reads the drive u(t) and can say how its energy depends on it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IDrivenTerm<T> : ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>response += ∫₀^dt ∂A/∂u along the flow that starts at x, lane by lane; x is not changed.</summary>
    /// <param name="x">The state <i>before</i> the flow.</param>
    /// <param name="control">θ and drive.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="response">[channels × lanes], <b>accumulated</b>.</param>
    void DriveResponse(PhaseView<T> x, in Control<T> control, double dt, Span<double> response);

    /// <summary>The derivative of <see cref="DriveResponse"/> along a displacement; nothing moves.</summary>
    /// <param name="x">The state <i>before</i> the flow.</param>
    /// <param name="dx">Its infinitesimal displacement.</param>
    /// <param name="control">θ and drive.</param>
    /// <param name="dTheta">[own parameters], displacement of θ; empty where θ is frozen.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="dResponse">[channels × lanes], <b>accumulated</b>.</param>
    void DriveTangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt,
        Span<double> dResponse);
}

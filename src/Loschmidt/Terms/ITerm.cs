using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>One exactly solvable piece A of a Hamiltonian H = A + B + …</summary>
/// <remarks>Every verb is called once per span, never per element. No verb allocates.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public interface ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What it is, such as <c>kinetic</c>; the block name of its parameters.</summary>
    string Name { get; }

    /// <summary>Its parameters' tensors, named without the block: <c>stiffness</c>, shape.</summary>
    IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Tensors { get; }

    /// <summary>energy[lane] += A(x; θ).</summary>
    void Energy(PhaseView<T> x, in Control<T> control, Span<double> energy);

    /// <summary>x ← exp(dt {·, A}) x, exactly.</summary>
    void Flow(PhaseView<T> x, in Control<T> control, double dt);

    /// <summary>response += ∫₀^dt ∂A/∂θ along the flow that starts at x, summed over active lanes; x is not changed.</summary>
    /// <param name="x">The state <i>before</i> the flow.</param>
    /// <param name="control">θ and drive.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="response">[own parameters], <b>accumulated</b>.</param>
    void Response(PhaseView<T> x, in Control<T> control, double dt, Span<double> response);

    /// <summary>The flow and its derivative: (x, dx) advance together, and the derivative of the response is accumulated.</summary>
    /// <param name="x">State, advanced as by <see cref="Flow"/>.</param>
    /// <param name="dx">Infinitesimal displacement, advanced by the derivative of the flow.</param>
    /// <param name="control">θ and drive.</param>
    /// <param name="dTheta">[own parameters], displacement of θ; empty where θ is frozen.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="dResponse">[own parameters], the derivative of <see cref="Response"/> along (dx, dθ) is <b>added</b>.</param>
    void Tangent(
        PhaseView<T> x, PhaseView<T> dx, in Control<T> control, ReadOnlySpan<double> dTheta, double dt, Span<double> dResponse);

    /// <summary>The transposed derivative of flow and response: cotangents after become cotangents before. Reference only.</summary>
    /// <param name="x">The state <i>before</i> the flow; not changed.</param>
    /// <param name="lambda">Cotangents (λ_q, λ_p) after the flow, replaced by those before it.</param>
    /// <param name="control">θ and drive.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="responseCotangent">[own parameters], ∂C/∂(response); empty where the response does not act on the state.</param>
    /// <param name="thetaCotangent">[own parameters], ∂C/∂θ, <b>accumulated</b>.</param>
    void PullBack(
        PhaseView<T> x, PhaseView<T> lambda, in Control<T> control, double dt,
        ReadOnlySpan<double> responseCotangent, Span<double> thetaCotangent);
}

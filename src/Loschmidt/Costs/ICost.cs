using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>
/// A cost Hamiltonian C: what the machine is judged by, and a flow that can be switched on for a short time ε.
/// </summary>
/// <remarks>
/// Costs are sums over lanes. A machine's <see cref="IReverses.Nudge"/> is the flow of C∘R, that is R, <see
/// cref="Inject"/>(−ε), R.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public interface ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Target numbers it wants from a <see cref="Batch"/> per sample; 0 where the label decides.</summary>
    int Targets { get; }

    /// <summary>Takes the targets of the samples about to run.</summary>
    /// <param name="batch">Targets and labels.</param>
    /// <param name="lanes">Lanes of the machine, padding included; padding lanes get zero weight.</param>
    void Prepare(Batch batch, int lanes);

    /// <summary>C(x), summed over active lanes.</summary>
    double Value(PhaseView<T> x);

    /// <summary>x ← exp(ε {·, C}) x exactly: to first order q += ε ∂C/∂p, p −= ε ∂C/∂q (Ψ −= iε ∂C/∂Ψ*).</summary>
    void Inject(PhaseView<T> x, double epsilon);

    /// <summary>Overwrites <paramref name="gradient"/> with (∂C/∂q, ∂C/∂p) at x; zero in padding lanes.</summary>
    void Gradient(PhaseView<T> x, PhaseView<T> gradient);
}

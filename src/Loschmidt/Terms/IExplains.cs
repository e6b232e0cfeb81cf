using System.Numerics;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Terms;

/// <summary>A term that can say why its flow from a state is not finite.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IExplains<T> : ITerm<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The first place among active lanes where energy or force are not finite although the state is, and why; null where there is none.</summary>
    /// <param name="x">The state before the flow.</param>
    /// <param name="control">θ and drive.</param>
    string? Fault(PhaseView<T> x, in Control<T> control);
}

using System.Numerics;

namespace Loschmidt.Costs;

/// <summary>A running cost ℓ(x, t): told the moment before it is asked anything about it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface ITimedCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>From now on the cost is ℓ(·, t).</summary>
    /// <param name="step">Steps done, 0 for the initial state.</param>
    /// <param name="time">t.</param>
    void At(int step, double time);
}

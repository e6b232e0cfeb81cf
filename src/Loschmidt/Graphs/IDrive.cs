using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Graphs;

/// <summary>u(t): what a machine is driven with, step by step.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IDrive<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers per step and sample.</summary>
    int Channels { get; }

    /// <summary>Input numbers it takes from a <see cref="Batch"/> per sample, after those of the encoder.</summary>
    int Features { get; }

    /// <summary>Whether u stays the same during a step; else it is asked for at the moment of every flow.</summary>
    bool IsHeld => true;

    /// <summary>Takes its part of the batch.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="firstFeature">Where its features begin.</param>
    void Prepare(Batch batch, int firstFeature);

    /// <summary>u during one step; the return asks for the same steps in the opposite order.</summary>
    /// <param name="step">0 … steps − 1.</param>
    /// <param name="time">The middle of the step, or the moment of the flow where u is not held.</param>
    /// <param name="drive">[channels × lanes], overwritten.</param>
    /// <param name="lanes">Lanes, padding included.</param>
    void At(int step, double time, Span<T> drive, int lanes);
}

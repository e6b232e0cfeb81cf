using System.Numerics;

namespace Loschmidt.Fields.Photonic;

/// <summary>An element before its precision and its number of lanes are chosen.</summary>
/// <param name="Name">What it is called in reports.</param>
internal abstract record ElementPlan(string Name)
{
    /// <summary>The tensor of its parameters; null where it has none.</summary>
    public virtual TensorPlan? Tensor => null;

    /// <summary>Makes the element.</summary>
    /// <param name="bench">Scratch and Fourier plans, shared by all elements of one machine.</param>
    public abstract PhotonicElement<T> Create<T>(OpticalBench<T> bench)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>A parameter tensor and where its phases start: uniform in Centre ± Spread, rad.</summary>
internal sealed record TensorPlan(string Name, IReadOnlyList<int> Shape, double Centre, double Spread, double Strength);

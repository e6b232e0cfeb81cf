using System.Numerics.Tensors;

namespace Loschmidt.Experiments.Training;

/// <summary>Plain gradient descent, θ −= rate · g.</summary>
public sealed class Sgd : IOptimiser
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double[] Values)> Memory => [];

    /// <inheritdoc/>
    public void Update(Span<double> theta, ReadOnlySpan<double> gradient, double rate) =>
        TensorPrimitives.MultiplyAdd(gradient, -rate, theta, theta);
}

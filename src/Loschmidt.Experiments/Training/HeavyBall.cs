using System.Numerics.Tensors;

namespace Loschmidt.Experiments.Training;

/// <summary>Gradient descent with inertia: v ← μv + g, θ −= rate · v.</summary>
public sealed class HeavyBall : IOptimiser
{
    private readonly double[] _velocity;
    private readonly double _inertia;

    /// <summary>A ball at rest.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="inertia">μ in [0, 1).</param>
    public HeavyBall(int parameters, double inertia)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inertia);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(inertia, 1.0);
        _velocity = new double[parameters];
        _inertia = inertia;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double[] Values)> Memory => [("velocity", _velocity)];

    /// <inheritdoc/>
    public void Update(Span<double> theta, ReadOnlySpan<double> gradient, double rate)
    {
        TensorPrimitives.MultiplyAdd(_velocity, _inertia, gradient, _velocity);
        TensorPrimitives.MultiplyAdd(_velocity, -rate, theta, theta);
    }
}

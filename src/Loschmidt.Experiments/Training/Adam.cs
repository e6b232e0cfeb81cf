namespace Loschmidt.Experiments.Training;

/// <summary>Adam with bias correction: steps of the running mean over the root of the running square.</summary>
/// <remarks>
/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ −= rate · m̂/(√v̂ + ε).
/// <para>D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.</para>
/// </remarks>
public sealed class Adam : IOptimiser
{
    private readonly double[] _mean;
    private readonly double[] _square;
    private readonly double[] _updates = new double[1];
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _floor;

    /// <summary>Adam before its first step.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="beta1">β₁, memory of the mean.</param>
    /// <param name="beta2">β₂, memory of the square.</param>
    /// <param name="floor">ε, added to the root.</param>
    public Adam(int parameters, double beta1 = 0.9, double beta2 = 0.999, double floor = 1e-8)
    {
        _mean = new double[parameters];
        _square = new double[parameters];
        (_beta1, _beta2, _floor) = (beta1, beta2, floor);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double[] Values)> Memory =>
        [("mean", _mean), ("square", _square), ("updates", _updates)];

    /// <inheritdoc/>
    public void Update(Span<double> theta, ReadOnlySpan<double> gradient, double rate)
    {
        var n = ++_updates[0];
        var size = rate / (1 - Math.Pow(_beta1, n));
        var correction = 1 / (1 - Math.Pow(_beta2, n));
        for (var i = 0; i < theta.Length; i++)
        {
            var g = gradient[i];
            var m = _mean[i] = (_beta1 * _mean[i]) + ((1 - _beta1) * g);
            var v = _square[i] = (_beta2 * _square[i]) + ((1 - _beta2) * g * g);
            theta[i] -= size * m / (Math.Sqrt(v * correction) + _floor);
        }
    }
}

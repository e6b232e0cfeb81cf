namespace Loschmidt.Experiments.Training;

/// <summary>Adam whose denominator never falls: a parameter that once met a steep slope stays careful.</summary>
/// <remarks>
/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², m̂ = m/(1−β₁ⁿ), v̂ = v/(1−β₂ⁿ),
/// u ← max(u, v̂), θ −= rate · m̂/(√u + ε).
/// <para>
/// The maximum is taken of the corrected v̂. The other common form takes it of v and corrects afterwards: u/(1−β₂ⁿ)
/// then falls while the correction fades, over the first few 1/(1−β₂) steps, and the promise that gives the method its
/// proof is broken. The price: one steep first gradient, whose v̂ is all of g², is remembered for ever.
/// </para>
/// <para>S. J. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond", ICLR 2018.</para>
/// </remarks>
public sealed class AmsGrad : IOptimiser
{
    private readonly double[] _mean;
    private readonly double[] _square;
    private readonly double[] _largest;
    private readonly double[] _updates = new double[1];
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _floor;

    /// <summary>AMSGrad before its first step.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="beta1">β₁, memory of the mean.</param>
    /// <param name="beta2">β₂, memory of the square.</param>
    /// <param name="floor">ε, added to the root.</param>
    public AmsGrad(int parameters, double beta1 = 0.9, double beta2 = 0.999, double floor = 1e-8)
    {
        _mean = new double[parameters];
        _square = new double[parameters];
        _largest = new double[parameters];
        (_beta1, _beta2, _floor) = (beta1, beta2, floor);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double[] Values)> Memory =>
        [("mean", _mean), ("square", _square), ("largest", _largest), ("updates", _updates)];

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
            var u = _largest[i] = Math.Max(_largest[i], v * correction);
            theta[i] -= size * m / (Math.Sqrt(u) + _floor);
        }
    }
}

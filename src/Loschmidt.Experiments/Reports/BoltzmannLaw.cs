namespace Loschmidt.Experiments.Reports;

/// <summary>The law exp(−E(x)/kT) of one number on an interval, integrated by the trapezoidal rule.</summary>
internal sealed class BoltzmannLaw
{
    private readonly double _from;
    private readonly double _step;
    private readonly double[] _below;

    /// <summary>Integrates it.</summary>
    /// <param name="weight">exp(−E/kT) up to a factor.</param>
    /// <param name="from">Where the interval begins; there must be next to nothing beyond it.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="points">Pieces it is cut into.</param>
    public BoltzmannLaw(Func<double, double> weight, double from, double to, int points = 2000)
    {
        (_from, _step) = (from, (to - from) / points);
        Weights = [.. Enumerable.Range(0, points + 1).Select(i => weight(At(i)))];
        _below = new double[points + 1];
        for (var i = 1; i <= points; i++)
        {
            _below[i] = _below[i - 1] + ((Weights[i - 1] + Weights[i]) / 2);
        }
    }

    /// <summary>The weights at equal distances, ends included.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Its abscissae.</summary>
    public IEnumerable<double> Points => Enumerable.Range(0, Weights.Count).Select(At);

    /// <summary>The density at every abscissa.</summary>
    public IEnumerable<double> Densities => Weights.Select(weight => weight / (_below[^1] * _step));

    /// <summary>F(x), the probability of a smaller number.</summary>
    public double Below(double x)
    {
        var place = Math.Clamp((x - _from) / _step, 0, _below.Length - 1);
        var i = Math.Min((int)place, _below.Length - 2);
        return (_below[i] + ((place - i) * (_below[i + 1] - _below[i]))) / _below[^1];
    }

    private double At(int i) => _from + (i * _step);
}

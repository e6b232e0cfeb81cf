using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>
/// Brightness of one field pattern: C = −w |⟨Ψ^t|Ψ⟩|², the overlap being a sum over the judged sites.
/// </summary>
/// <remarks>
/// ∂C/∂Ψ* = −w⟨Ψ^t|Ψ⟩Ψ^t. The flow shifts the phase of that pattern and of nothing else:
/// Ψ → Ψ + (e^(iεw‖Ψ^t‖²) − 1) Ψ^t ⟨Ψ^t|Ψ⟩/‖Ψ^t‖², exact for any ε. Blind to the field's global phase.
/// Not thread-safe: it owns scratch.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class OverlapSquaredCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SiteTargets<T> _sites;
    private readonly double _weight;
    private double[] _norm = [];
    private double[] _real = [];
    private double[] _imaginary = [];

    /// <summary>Chooses the pattern's sites.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weight">w, finite and not negative.</param>
    /// <param name="byLabel">
    /// Ψ^t, [labels][sites]; null when the batch brings it as (Re, Im) of each site in turn.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A table has another length than the sites, or a site occurs twice.
    /// </exception>
    public OverlapSquaredCost(ReadOnlySpan<int> sites, double weight = 1, Complex[][]? byLabel = null)
    {
        var table = byLabel is null ? null : TargetTables.Pairs(byLabel);
        _weight = weight;
        _sites = new SiteTargets<T>(sites, [TargetTables.Expand([weight], sites.Length)], 2, Math.Sqrt(2), table);
    }

    /// <inheritdoc/>
    public int Targets => _sites.Wanted;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        _sites.Prepare(batch, lanes);
        if (_norm.Length != lanes)
        {
            _norm = new double[lanes];
            _real = new double[lanes];
            _imaginary = new double[lanes];
        }

        Array.Clear(_norm);
        for (var site = 0; site < _sites.Sites; site++)
        {
            for (var lane = 0; lane < _sites.Active; lane++)
            {
                var (qt, pt) = Target(site * lanes + lane);
                _norm[lane] += (qt * qt + pt * pt) / 2;
            }
        }
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x)
    {
        Overlap(x);
        var sum = 0.0;
        for (var lane = 0; lane < _sites.Active; lane++)
            sum += _real[lane] * _real[lane] + _imaginary[lane] * _imaginary[lane];

        return -_weight * sum;
    }

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        Overlap(x);
        for (var lane = 0; lane < _sites.Active; lane++)
        {
            // e^(ia) − 1 = 2i sin(a/2) e^(ia/2) keeps its digits for small a.
            var (sin, cos) = Math.SinCos(epsilon * _weight * _norm[lane] / 2);
            var scale = _norm[lane] > 0 ? 2 * sin / _norm[lane] : 0;
            (_real[lane], _imaginary[lane]) = (
                scale * (-sin * _real[lane] - cos * _imaginary[lane]),
                scale * (cos * _real[lane] - sin * _imaginary[lane]));
        }

        AddTargets(1);
        _sites.Scatter(x);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        Overlap(x);
        Array.Clear(_sites.Q);
        Array.Clear(_sites.P);
        AddTargets(-_weight);
        gradient.Q.Clear();
        gradient.P.Clear();
        _sites.Scatter(gradient);
    }

    private void Overlap(PhaseView<T> x)
    {
        _sites.Gather(x);
        Array.Clear(_real);
        Array.Clear(_imaginary);
        for (var site = 0; site < _sites.Sites; site++)
        {
            for (var lane = 0; lane < _sites.Active; lane++)
            {
                var i = site * _sites.Lanes + lane;
                var (qt, pt) = Target(i);
                var (q, p) = (double.CreateTruncating(_sites.Q[i]), double.CreateTruncating(_sites.P[i]));
                _real[lane] += (qt * q + pt * p) / 2;
                _imaginary[lane] += (qt * p - pt * q) / 2;
            }
        }
    }

    // Gathered Ψ += factor · z · Ψ^t, z = (real, imaginary) of each lane.
    private void AddTargets(double factor)
    {
        for (var site = 0; site < _sites.Sites; site++)
        {
            for (var lane = 0; lane < _sites.Active; lane++)
            {
                var i = site * _sites.Lanes + lane;
                var (qt, pt) = Target(i);
                _sites.Q[i] += T.CreateTruncating(factor * (_real[lane] * qt - _imaginary[lane] * pt));
                _sites.P[i] += T.CreateTruncating(factor * (_real[lane] * pt + _imaginary[lane] * qt));
            }
        }
    }

    private (double Q, double P) Target(int i) =>
        (double.CreateTruncating(_sites.Values[0][i]), double.CreateTruncating(_sites.Values[1][i]));
}

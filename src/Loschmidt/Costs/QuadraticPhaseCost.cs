using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>
/// Distance in phase space: C = Σ_j [w_q (q_j − t_q)² + w_p (p_j − t_p)²], for machines judged by position and
/// momentum.
/// </summary>
/// <remarks>
/// The flow turns about the target on an ellipse with angular frequency Ω = 2√(w_q w_p), exact for any ε:
/// δq → δq cos Ωε + 2w_p (sin Ωε/Ω) δp, δp → δp cos Ωε − 2w_q (sin Ωε/Ω) δq; a shear where one weight is zero.
/// It depends on p, so C∘R ≠ C: the target's momentum changes sign with the reversal. Targets are in the units of q and
/// p.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class QuadraticPhaseCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SiteTargets<T> _sites;
    private readonly double[] _positionWeights;
    private readonly double[] _momentumWeights;

    /// <summary>Chooses sites, weights and, if they are looked up by label, targets.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="positionWeights">w_q, finite and not negative: one per site, or one for all.</param>
    /// <param name="momentumWeights">w_p, likewise.</param>
    /// <param name="byLabel">
    /// (t_q, t_p) of each site in turn, [labels][2 × sites]; null when the batch brings them.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A table has another length than the sites, or a site occurs twice.
    /// </exception>
    public QuadraticPhaseCost(
        ReadOnlySpan<int> sites, double[] positionWeights, double[] momentumWeights, double[][]? byLabel = null)
    {
        _positionWeights = TargetTables.Expand(positionWeights, sites.Length);
        _momentumWeights = TargetTables.Expand(momentumWeights, sites.Length);
        _sites = new SiteTargets<T>(sites, [_positionWeights, _momentumWeights], 2, 1, byLabel);
    }

    /// <inheritdoc/>
    public int Targets => _sites.Wanted;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes) => _sites.Prepare(batch, lanes);

    /// <inheritdoc/>
    public double Value(PhaseView<T> x)
    {
        _sites.Gather(x);
        var sum = 0.0;
        for (var site = 0; site < _sites.Sites; site++)
        {
            for (var i = site * _sites.Lanes; i < site * _sites.Lanes + _sites.Active; i++)
            {
                var dq = double.CreateTruncating(_sites.Q[i] - _sites.Values[0][i]);
                var dp = double.CreateTruncating(_sites.P[i] - _sites.Values[1][i]);
                sum += _positionWeights[site] * dq * dq + _momentumWeights[site] * dp * dp;
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        _sites.Gather(x);
        for (var site = 0; site < _sites.Sites; site++)
        {
            var (wq, wp) = (_positionWeights[site], _momentumWeights[site]);
            var Ω = 2 * Math.Sqrt(wq * wp);
            var (sin, cos) = Math.SinCos(Ω * epsilon);
            var time = Ω > 0 ? sin / Ω : epsilon;
            Turn(site, T.CreateTruncating(cos), T.CreateTruncating(2 * wp * time), T.CreateTruncating(2 * wq * time));
        }

        _sites.Scatter(x);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        _sites.Gather(x);
        for (var i = 0; i < _sites.Q.Length; i++)
        {
            _sites.Q[i] = (_sites.Weights[0][i] + _sites.Weights[0][i]) * (_sites.Q[i] - _sites.Values[0][i]);
            _sites.P[i] = (_sites.Weights[1][i] + _sites.Weights[1][i]) * (_sites.P[i] - _sites.Values[1][i]);
        }

        gradient.Q.Clear();
        gradient.P.Clear();
        _sites.Scatter(gradient);
    }

    private void Turn(int site, T cos, T drift, T kick)
    {
        for (var i = site * _sites.Lanes; i < site * _sites.Lanes + _sites.Active; i++)
        {
            var (qt, pt) = (_sites.Values[0][i], _sites.Values[1][i]);
            var (dq, dp) = (_sites.Q[i] - qt, _sites.P[i] - pt);
            _sites.Q[i] = qt + cos * dq + drift * dp;
            _sites.P[i] = pt + cos * dp - kick * dq;
        }
    }
}

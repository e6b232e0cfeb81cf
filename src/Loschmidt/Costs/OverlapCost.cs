using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>Overlap with a target field: C = −Σ_j w_j 2 Re(Ψ_j^t* Ψ_j) = −Σ w (q^t q + p^t p).</summary>
/// <remarks>
/// ∂C/∂Ψ* = −wΨ^t, flow Ψ → Ψ + iεwΨ^t: inject the target itself. Linear, hence exact and without any curvature.
/// Unbounded below: use it where the dynamics conserve the norm. Not thread-safe: it owns scratch.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class OverlapCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SiteTargets<T> _sites;

    /// <summary>Targets come with the batch: (Re Ψ^t, Im Ψ^t) of each site in turn.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    public OverlapCost(ReadOnlySpan<int> sites, params double[] weights)
        : this(sites, weights, null)
    {
    }

    /// <summary>Targets are looked up by label.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    /// <param name="byLabel">Ψ^t, [labels][sites]; null when the batch brings them.</param>
    /// <exception cref="ArgumentException">
    /// A table has another length than the sites, or a site occurs twice.
    /// </exception>
    public OverlapCost(ReadOnlySpan<int> sites, double[] weights, Complex[][]? byLabel)
    {
        var table = byLabel is null ? null : TargetTables.Pairs(byLabel);
        _sites = new SiteTargets<T>(sites, [TargetTables.Expand(weights, sites.Length)], 2, Math.Sqrt(2), table);
    }

    /// <inheritdoc/>
    public int Targets => _sites.Wanted;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        _sites.Prepare(batch, lanes);
        foreach (var target in _sites.Values)
            TensorPrimitives.Multiply<T>(target, _sites.Weights[0], target);
    }

    /// <inheritdoc/>
    public double Value(PhaseView<T> x)
    {
        _sites.Gather(x);
        var sum = 0.0;
        for (var site = 0; site < _sites.Sites; site++)
        {
            for (var i = site * _sites.Lanes; i < site * _sites.Lanes + _sites.Active; i++)
            {
                sum += double.CreateTruncating(_sites.Values[0][i]) * double.CreateTruncating(_sites.Q[i])
                    + double.CreateTruncating(_sites.Values[1][i]) * double.CreateTruncating(_sites.P[i]);
            }
        }

        return -sum;
    }

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        _sites.Gather(x);
        var ε = T.CreateTruncating(epsilon);
        TensorPrimitives.MultiplyAdd(_sites.Values[1], -ε, _sites.Q, _sites.Q);
        TensorPrimitives.MultiplyAdd(_sites.Values[0], ε, _sites.P, _sites.P);
        _sites.Scatter(x);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        _sites.Gather(x);
        TensorPrimitives.Negate<T>(_sites.Values[0], _sites.Q);
        TensorPrimitives.Negate<T>(_sites.Values[1], _sites.P);
        gradient.Q.Clear();
        gradient.P.Clear();
        _sites.Scatter(gradient);
    }
}

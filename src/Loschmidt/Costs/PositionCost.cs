using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>Distance of positions from their targets: C = Σ_j w_j (q_j − t_j)², for mechanical machines.</summary>
/// <remarks>
/// The flow is a kick, p → p − 2εw(q − t), exact for any ε and a shear. Targets are in the units of q.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PositionCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SiteTargets<T> _sites;

    /// <summary>Targets come with the batch: t of each site in turn.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    public PositionCost(ReadOnlySpan<int> sites, params double[] weights)
        : this(sites, weights, null)
    {
    }

    /// <summary>Targets are looked up by label.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    /// <param name="byLabel">t, [labels][sites]; null when the batch brings them.</param>
    /// <exception cref="ArgumentException">
    /// A table has another length than the sites, or a site occurs twice.
    /// </exception>
    public PositionCost(ReadOnlySpan<int> sites, double[] weights, double[][]? byLabel) =>
        _sites = new SiteTargets<T>(sites, [TargetTables.Expand(weights, sites.Length)], 1, 1, byLabel);

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
                var miss = double.CreateTruncating(_sites.Q[i]) - double.CreateTruncating(_sites.Values[0][i]);
                sum += double.CreateTruncating(_sites.Weights[0][i]) * miss * miss;
            }
        }

        return sum;
    }

    /// <summary>C(y) of measured positions and its slope 2w(y − t), without touching any field.</summary>
    /// <param name="outputs">y, the position of every judged site, [sites × lanes of the batch].</param>
    /// <param name="batch">Labels or targets; only active lanes count.</param>
    /// <param name="slope">∂C/∂y, as <paramref name="outputs"/>, overwritten; zero in lanes that are not active.</param>
    /// <returns>C summed over samples.</returns>
    /// <exception cref="ArgumentException">A span is too short, or the batch brings too few targets.</exception>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => _sites.JudgeSquares(outputs, batch, slope);

    internal bool Judges(IReadOnlyList<int> sites) => _sites.Are(sites);

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        _sites.Gather(x);
        HalfSlope();
        TensorPrimitives.MultiplyAdd(_sites.Q, T.CreateTruncating(-2 * epsilon), _sites.P, _sites.P);
        _sites.ScatterMomenta(x);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        _sites.Gather(x);
        HalfSlope();
        TensorPrimitives.Multiply(_sites.Q, T.CreateTruncating(2), _sites.Q);
        Array.Clear(_sites.P);
        gradient.Q.Clear();
        gradient.P.Clear();
        _sites.Scatter(gradient);
    }

    // Gathered q ← w(q − t) = ½ ∂C/∂q.
    private void HalfSlope()
    {
        TensorPrimitives.Subtract<T>(_sites.Q, _sites.Values[0], _sites.Q);
        TensorPrimitives.Multiply<T>(_sites.Q, _sites.Weights[0], _sites.Q);
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>Distance of the field from a target field: C = Σ_j w_j |Ψ_j − Ψ_j^t|².</summary>
/// <remarks>
/// ∂C/∂Ψ* = w(Ψ − Ψ^t), flow Ψ → Ψ^t + (Ψ − Ψ^t) e^(−iεw): a rotation about the target, exact for any ε.
/// With Ψ = (q + ip)/√2 the cost is Σ (w/2)[(q − q^t)² + (p − p^t)²]. Not thread-safe: it owns scratch.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FieldCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SiteTargets<T> _sites;
    private T[] _cos = [];
    private T[] _sin = [];

    /// <summary>Targets come with the batch: (Re Ψ^t, Im Ψ^t) of each site in turn.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    public FieldCost(ReadOnlySpan<int> sites, params double[] weights)
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
    public FieldCost(ReadOnlySpan<int> sites, double[] weights, Complex[][]? byLabel)
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
        if (_cos.Length != _sites.Q.Length)
        {
            _cos = new T[_sites.Q.Length];
            _sin = new T[_sites.Q.Length];
        }
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
                var dq = double.CreateTruncating(_sites.Q[i]) - double.CreateTruncating(_sites.Values[0][i]);
                var dp = double.CreateTruncating(_sites.P[i]) - double.CreateTruncating(_sites.Values[1][i]);
                sum += double.CreateTruncating(_sites.Weights[0][i]) * (dq * dq + dp * dp);
            }
        }

        return sum / 2;
    }

    /// <inheritdoc/>
    public void Inject(PhaseView<T> x, double epsilon)
    {
        _sites.Gather(x);
        TensorPrimitives.Multiply(_sites.Weights[0], T.CreateTruncating(epsilon), _sin);
        SinCos.Of<T>(_sin, _sin, _cos);
        Span<T> qs = _sites.Q, ps = _sites.P;
        for (var i = 0; i < qs.Length; i += Vector512<T>.Count)
        {
            var (qt, pt) = (Vector512.Create(_sites.Values[0], i), Vector512.Create(_sites.Values[1], i));
            var (c, s) = (Vector512.Create(_cos, i), Vector512.Create(_sin, i));
            var dq = Vector512.Create<T>(qs[i..]) - qt;
            var dp = Vector512.Create<T>(ps[i..]) - pt;
            (qt + (c * dq + s * dp)).CopyTo(qs[i..]);
            (pt + (c * dp - s * dq)).CopyTo(ps[i..]);
        }

        _sites.Scatter(x);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        _sites.Gather(x);
        Toward(_sites.Q, _sites.Values[0]);
        Toward(_sites.P, _sites.Values[1]);
        gradient.Q.Clear();
        gradient.P.Clear();
        _sites.Scatter(gradient);
    }

    private void Toward(Span<T> plane, ReadOnlySpan<T> target)
    {
        TensorPrimitives.Subtract(plane, target, plane);
        TensorPrimitives.Multiply<T>(plane, _sites.Weights[0], plane);
    }
}

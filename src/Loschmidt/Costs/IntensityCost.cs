using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>Distance of brightness from a target brightness: C = Σ_j w_j (|Ψ_j|² − I_j^t)².</summary>
/// <remarks>
/// ∂C/∂Ψ* = 2w(|Ψ|² − I^t)Ψ. The flow conserves |Ψ|²: Ψ → Ψ e^(−2iεw(|Ψ|² − I^t)), exact for any ε (a Kerr layer and a
/// phase mask in a laboratory). Blind to phases, hence C∘R = C. Not thread-safe: it owns scratch.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class IntensityCost<T> : ICost<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SiteTargets<T> _sites;
    private T[] _phase = [];
    private T[] _cos = [];
    private T[] _sin = [];

    /// <summary>Targets come with the batch: I^t of each site in turn.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    public IntensityCost(ReadOnlySpan<int> sites, params double[] weights)
        : this(sites, weights, null)
    {
    }

    /// <summary>Targets are looked up by label.</summary>
    /// <param name="sites">Judged coordinates.</param>
    /// <param name="weights">w, finite and not negative: one per site, or one for all, or none for w = 1.</param>
    /// <param name="byLabel">I^t, [labels][sites]; null when the batch brings them.</param>
    /// <exception cref="ArgumentException">
    /// A table has another length than the sites, or a site occurs twice.
    /// </exception>
    public IntensityCost(ReadOnlySpan<int> sites, double[] weights, double[][]? byLabel) =>
        _sites = new SiteTargets<T>(sites, [TargetTables.Expand(weights, sites.Length)], 1, 1, byLabel);

    /// <summary>One site per answer: label k asks for brightness I^t at site k and darkness at the others.</summary>
    /// <param name="sites">Coordinate of each answer.</param>
    /// <param name="brightness">I^t of the right answer.</param>
    /// <param name="weight">w of every site.</param>
    public static IntensityCost<T> OneHot(ReadOnlySpan<int> sites, double brightness, double weight = 1) =>
        new(sites, [weight], TargetTables.OneHot(sites.Length, brightness));

    /// <inheritdoc/>
    public int Targets => _sites.Wanted;

    /// <inheritdoc/>
    public void Prepare(Batch batch, int lanes)
    {
        _sites.Prepare(batch, lanes);
        if (_cos.Length != _sites.Q.Length)
        {
            _phase = new T[_sites.Q.Length];
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
                var q = double.CreateTruncating(_sites.Q[i]);
                var p = double.CreateTruncating(_sites.P[i]);
                var excess = (q * q + p * p) / 2 - double.CreateTruncating(_sites.Values[0][i]);
                sum += double.CreateTruncating(_sites.Weights[0][i]) * excess * excess;
            }
        }

        return sum;
    }

    /// <summary>C(y) of measured brightnesses and its slope 2w(y − I^t), without touching any field.</summary>
    /// <param name="outputs">y = |Ψ|² of every judged site, [sites × lanes of the batch].</param>
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
        Slope(_phase);
        TensorPrimitives.Multiply(_phase, T.CreateTruncating(epsilon), _phase);
        SinCos.Of<T>(_phase, _sin, _cos);
        Span<T> qs = _sites.Q, ps = _sites.P;
        for (var i = 0; i < qs.Length; i += Vector512<T>.Count)
        {
            var (q, p) = (Vector512.Create<T>(qs[i..]), Vector512.Create<T>(ps[i..]));
            var (c, s) = (Vector512.Create(_cos, i), Vector512.Create(_sin, i));
            (c * q + s * p).CopyTo(qs[i..]);
            (c * p - s * q).CopyTo(ps[i..]);
        }

        _sites.Scatter(x);
    }

    /// <inheritdoc/>
    public void Gradient(PhaseView<T> x, PhaseView<T> gradient)
    {
        _sites.Gather(x);
        Slope(_phase);
        TensorPrimitives.Multiply<T>(_sites.Q, _phase, _sites.Q);
        TensorPrimitives.Multiply<T>(_sites.P, _phase, _sites.P);
        gradient.Q.Clear();
        gradient.P.Clear();
        _sites.Scatter(gradient);
    }

    // ∂C/∂|Ψ|² = 2w(|Ψ|² − I^t) = w(q² + p² − 2I^t)
    private void Slope(T[] slope)
    {
        for (var i = 0; i < slope.Length; i += Vector512<T>.Count)
        {
            var (q, p) = (Vector512.Create(_sites.Q, i), Vector512.Create(_sites.P, i));
            var target = Vector512.Create(_sites.Values[0], i);
            (Vector512.Create(_sites.Weights[0], i) * (q * q + p * p - (target + target))).CopyTo(slope, i);
        }
    }
}

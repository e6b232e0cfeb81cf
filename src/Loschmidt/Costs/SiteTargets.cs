using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Costs;

/// <summary>The part every cost shares: which sites are judged, how strongly, and against what.</summary>
/// <remarks>
/// Sites are gathered into planes [sites × lanes] padded to whole vectors, so that a cost's kernel is one flat loop
/// without a tail, whatever the lane count. The copy is paid once per pass. Padding has weight zero and target zero.
/// </remarks>
internal sealed class SiteTargets<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _sites;
    private readonly double[][] _weights;
    private readonly double[][]? _byLabel;
    private readonly double _scale;
    private int _lanes;

    /// <summary>Describes the judged sites.</summary>
    /// <param name="sites">Coordinates, each at most once.</param>
    /// <param name="weights">One or more weight tables, [sites] each.</param>
    /// <param name="valuesPerSite">Target numbers per site.</param>
    /// <param name="scale">Factor from a target number to the canonical unit: √2 for (Re Ψ, Im Ψ).</param>
    /// <param name="byLabel">[labels][sites × valuesPerSite], or null when the batch brings the targets.</param>
    public SiteTargets(
        ReadOnlySpan<int> sites, double[][] weights, int valuesPerSite, double scale, double[][]? byLabel)
    {
        ThrowIfUnusable(sites, weights, valuesPerSite, byLabel);
        _sites = sites.ToArray();
        _weights = weights;
        _byLabel = byLabel;
        _scale = scale;
        Values = new T[valuesPerSite][];
        Weights = new T[weights.Length][];
    }

    /// <summary>Numbers a batch must bring per sample.</summary>
    public int Wanted => _byLabel is null ? _sites.Length * Values.Length : 0;

    /// <summary>Whether these are the judged coordinates, in this order.</summary>
    public bool Are(IReadOnlyList<int> sites) => _sites.AsSpan().SequenceEqual([.. sites]);

    /// <summary>Number of judged sites.</summary>
    public int Sites => _sites.Length;

    /// <summary>Lanes per site, as prepared.</summary>
    public int Lanes => _lanes;

    /// <summary>Samples among the lanes, as prepared.</summary>
    public int Active { get; private set; }

    /// <summary>Weight tables, each [sites × lanes] and vector padding.</summary>
    public T[][] Weights { get; }

    /// <summary>Target tables, each [sites × lanes] and vector padding, in canonical units.</summary>
    public T[][] Values { get; }

    /// <summary>Gathered positions; kernels work here.</summary>
    public T[] Q { get; private set; } = [];

    /// <summary>Gathered momenta.</summary>
    public T[] P { get; private set; } = [];

    /// <summary>Reads weights and targets of the samples; allocates only when the lane count changes.</summary>
    public void Prepare(Batch batch, int lanes)
    {
        if (batch.Active > lanes || batch.TargetCount < Wanted)
        {
            throw new ArgumentException(
                $"a batch of {batch.Active} samples with {batch.TargetCount} target numbers each does not fit "
                + $"{lanes} lanes and a cost that wants {Wanted} numbers");
        }

        Allocate(lanes);
        Active = batch.Active;
        for (var k = 0; k < Weights.Length; k++)
            for (var site = 0; site < Sites; site++)
                Fill(Weights[k], site, _weights[k][site]);

        for (var lane = 0; lane < Active; lane++)
            WriteTargets(batch, lane);

        foreach (var plane in Values)
            for (var site = 0; site < Sites; site++)
                plane.AsSpan(site * lanes + Active, lanes - Active).Clear();
    }

    /// <summary>Σ w (y − t)² of measured values, one a site, and its slope, whatever was prepared.</summary>
    /// <param name="outputs">y, [sites × lanes of the batch].</param>
    /// <param name="batch">Labels or targets; only active lanes count.</param>
    /// <param name="slope">∂C/∂y, as <paramref name="outputs"/>, overwritten; zero in lanes that are not active.</param>
    /// <exception cref="ArgumentException">A span is too short, or the batch brings too few targets.</exception>
    public double JudgeSquares(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var length = Sites * batch.Lanes;
        if (outputs.Length < length || slope.Length < length || batch.TargetCount < Wanted)
        {
            throw new ArgumentException(
                $"outputs and slope need {Sites} x {batch.Lanes} numbers, and the batch {Wanted} targets a sample", nameof(outputs));
        }

        slope.Clear();
        var cost = 0.0;
        for (var lane = 0; lane < batch.Active; lane++)
        {
            var row = _byLabel is null ? null : RowOf(batch.Labels[lane]);
            for (var site = 0; site < Sites; site++)
            {
                var at = (site * batch.Lanes) + lane;
                var excess = outputs[at] - (row is null ? batch.Targets[at] : row[site]);
                cost += _weights[0][site] * excess * excess;
                slope[at] = 2 * _weights[0][site] * excess;
            }
        }

        return cost;
    }

    /// <summary>Copies the judged sites of x into <see cref="Q"/> and <see cref="P"/>.</summary>
    public void Gather(PhaseView<T> x)
    {
        ThrowUnlessPrepared(x);
        for (var j = 0; j < _sites.Length; j++)
        {
            x.Q.Slice(_sites[j] * _lanes, _lanes).CopyTo(Q.AsSpan(j * _lanes));
            x.P.Slice(_sites[j] * _lanes, _lanes).CopyTo(P.AsSpan(j * _lanes));
        }
    }

    /// <summary>Copies <see cref="Q"/> and <see cref="P"/> back to the judged sites of x.</summary>
    public void Scatter(PhaseView<T> x)
    {
        for (var j = 0; j < _sites.Length; j++)
        {
            Q.AsSpan(j * _lanes, _lanes).CopyTo(x.Q[(_sites[j] * _lanes)..]);
            P.AsSpan(j * _lanes, _lanes).CopyTo(x.P[(_sites[j] * _lanes)..]);
        }
    }

    /// <summary>Copies <see cref="P"/> alone back: a kick leaves the positions untouched to the last bit.</summary>
    public void ScatterMomenta(PhaseView<T> x)
    {
        for (var j = 0; j < _sites.Length; j++)
            P.AsSpan(j * _lanes, _lanes).CopyTo(x.P[(_sites[j] * _lanes)..]);
    }

    private void Allocate(int lanes)
    {
        if (lanes == _lanes)
            return;

        _lanes = lanes;
        var width = Vector512<T>.Count;
        var length = (Sites * lanes + width - 1) / width * width;
        for (var k = 0; k < Weights.Length; k++)
            Weights[k] = new T[length];
        for (var k = 0; k < Values.Length; k++)
            Values[k] = new T[length];
        Q = new T[length];
        P = new T[length];
    }

    private void Fill(T[] plane, int site, double value)
    {
        plane.AsSpan(site * _lanes, Active).Fill(T.CreateTruncating(value));
        plane.AsSpan(site * _lanes + Active, _lanes - Active).Clear();
    }

    private void WriteTargets(Batch batch, int lane)
    {
        var row = _byLabel is null ? null : RowOf(batch.Labels[lane]);
        for (var site = 0; site < Sites; site++)
        {
            for (var k = 0; k < Values.Length; k++)
            {
                var index = site * Values.Length + k;
                var value = row is null ? batch.Targets[index * batch.Lanes + lane] : row[index];
                Values[k][site * _lanes + lane] = T.CreateTruncating(_scale * value);
            }
        }
    }

    private double[] RowOf(int label) =>
        (uint)label < (uint)_byLabel!.Length
            ? _byLabel[label]
            : throw new ArgumentException($"label {label} has no target; this cost knows labels 0 to "
                + $"{_byLabel.Length - 1}");

    private void ThrowUnlessPrepared(PhaseView<T> x)
    {
        if (x.Lanes != _lanes)
        {
            throw new InvalidOperationException(
                $"the cost was prepared for {_lanes} lanes and is asked about {x.Lanes}; call Prepare first");
        }
    }

    private static void ThrowIfUnusable(
        ReadOnlySpan<int> sites, double[][] weights, int valuesPerSite, double[][]? byLabel)
    {
        var seen = new HashSet<int>();
        foreach (var site in sites)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(site, nameof(sites));
            if (!seen.Add(site))
                throw new ArgumentException($"site {site} is judged twice", nameof(sites));
        }

        if (sites.IsEmpty)
            throw new ArgumentException("a cost needs at least one site", nameof(sites));

        foreach (var table in weights)
        {
            if (table.Length != sites.Length || !Array.TrueForAll(table, w => double.IsFinite(w) && w >= 0))
            {
                throw new ArgumentException(
                    $"{sites.Length} sites need as many finite weights >= 0; got "
                        + $"{string.Join(", ", table)}", nameof(weights));
            }
        }

        foreach (var row in byLabel ?? [])
        {
            if (row.Length != sites.Length * valuesPerSite)
            {
                throw new ArgumentException(
                    $"a label's target has {row.Length} numbers where {sites.Length * valuesPerSite} are "
                        + $"needed", nameof(byLabel));
            }
        }
    }
}

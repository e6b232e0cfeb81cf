using Loschmidt.Machines;

namespace Loschmidt.Fields;

/// <content>What can be seen of the machine while it runs: pictures, energy, norm.</content>
public sealed partial class WaveMachine<T>
{
    /// <inheritdoc/>
    public int Steps => Settings.Steps;

    /// <summary>intensity |Ψ|², θ and π, all on the whole lattice with z to the right and x downwards.</summary>
    public IReadOnlyList<FieldShape> Fields { get; }

    /// <inheritdoc/>
    public Action<int>? Watcher
    {
        get => _watcher;
        set
        {
            _watcher = value;
            _heard = value is null ? null : Watch;
        }
    }

    /// <inheritdoc/>
    public double Energy()
    {
        var (q, p) = Present();
        return (_energy ??= new WaveEnergy<T>(Settings, _dynamics)).Of(q, p, Learning, AheadTime);
    }

    /// <summary>N = ΔV Σ|Ψ|².</summary>
    public double Norm()
    {
        var sum = 0.0;
        for (var site = 0; site < _q.Length; site++)
            sum += IntensityAt(_q, _p, site);

        return sum * Settings.Lattice.CellVolume;
    }

    /// <inheritdoc/>
    /// <remarks>∫|Ψ|², as <see cref="Norm"/>.</remarks>
    public double Photons() => Norm();

    /// <inheritdoc/>
    public double ManleyRowe() => double.NaN;

    /// <inheritdoc/>
    public void CopyField(int field, int lane, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lane, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(field);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(field, Fields.Count);
        if (field == 0)
        {
            var (q, p) = Present();
            for (var site = 0; site < q.Length; site++)
                values[site] = IntensityAt(q, p, site);

            return;
        }

        values.Clear();
        for (var i = 0; i < Learning.Count; i++)
        {
            var (column, row) = Math.DivRem(i, _dynamics.WindowRows);
            values[Settings.Lattice.Site(column, _dynamics.FirstRow + row)] =
                field == 1 ? Learning.Theta[i] + AheadTime * Learning.Pi[i] : Learning.Pi[i];
        }
    }

    /// <summary>What θ gains per π until the end of the step that is being watched; 0 between passes.</summary>
    private double AheadTime => _midway ? _dynamics.DriftTime / 2 : 0;

    private void Watch(int step)
    {
        _midway = true;
        try
        {
            _watcher?.Invoke(step);
        }
        finally
        {
            _midway = false;
        }
    }

    /// <summary>
    /// The wave at the end of the step that is being watched: half a kinetic step ahead of what is stored.
    /// </summary>
    private (T[] Q, T[] P) Present()
    {
        if (!_midway)
            return (_q, _p);

        _q.CopyTo(_spare.Q, 0);
        _p.CopyTo(_spare.P, 0);
        _dynamics.Kinetic.Apply(_spare.Q, _spare.P, KineticDuration.HalfStep);
        return _spare;
    }
}

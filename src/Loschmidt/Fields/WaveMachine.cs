using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>A nonlinear wave in a box that learns a function of two bits from its own echoes.</summary>
/// <remarks>
/// The wave obeys iΨ̇ = (β/2)∇²Ψ + χ(z)θΨ + g|Ψ|²Ψ, the learning field θ̇ = Ωπ, π̇ = −χ(z)|Ψ|². Stored values absorb the cell
/// volume, (q + ip)/√2 = √ΔV Ψ, so gradients are ∂C/∂θ_j itself and θ recoils with Ω/ΔV. Parameters are
/// <c>wave/theta[column,row]</c>, rows counted from the beginning of the window. One sample at a time.
/// </remarks>
/// <typeparam name="T">Precision of the wave, float or double; Θ is double.</typeparam>
public sealed class WaveMachine<T> : IDifferentiates, IPullsBack, IWatchable, IConserves
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WaveDynamics<T> _dynamics;
    private readonly WaveJourney<T> _journey;
    private readonly WaveCost<T> _cost;
    private readonly WaveInput<T> _input;
    private readonly T[] _q;
    private readonly T[] _p;
    private readonly (T[] Q, T[] P, LearningField Learning) _kept;
    private readonly (T[] Q, T[] P) _spare;
    private readonly int[] _outputSites;
    private WaveTangent<T>? _tangent;
    private WaveAdjoint<T>? _adjoint;
    private WaveEnergy<T>? _energy;
    private Action<int>? _heard;
    private Action<int>? _watcher;
    private bool _keptOnce;
    private bool _midway;

    /// <summary>Builds the machine, its propagator and its initial θ.</summary>
    /// <param name="settings">What to build.</param>
    /// <param name="seed">Seed of the initial θ.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public WaveMachine(WaveSettings settings, ulong seed)
    {
        WaveValidation.ThrowUnlessSound(settings);
        Settings = settings;
        var lattice = settings.Lattice;
        var inverseMass = settings.InverseMass / lattice.CellVolume;
        _dynamics = new WaveDynamics<T>(settings, settings.Frozen ? 0 : inverseMass);
        _journey = new WaveJourney<T>(_dynamics);
        _cost = new WaveCost<T>(settings);
        _input = new WaveInput<T>(settings);
        Parameters = new ParameterLayout([("wave/theta", [lattice.Columns, _dynamics.WindowRows])]);
        Learning = new LearningField(Parameters.Count, settings.Frozen ? 0 : inverseMass, inverseMass);
        WaveShapes.DrawTheta(settings, _dynamics.FirstRow, seed, Learning.Theta);

        _q = new T[lattice.Sites];
        _p = new T[lattice.Sites];
        _kept = (new T[lattice.Sites], new T[lattice.Sites], new LearningField(Parameters.Count, 0, 0));
        _spare = (new T[lattice.Sites], new T[lattice.Sites]);
        var outputRow = lattice.NearestRow(settings.Target.Position * lattice.Length);
        _outputSites =
        [
            lattice.Site(lattice.NearestColumn(WaveShapes.OutputX(lattice, 0)), outputRow),
            lattice.Site(lattice.NearestColumn(WaveShapes.OutputX(lattice, 1)), outputRow),
        ];
        Fields =
        [
            new FieldShape("intensity", lattice.Rows, lattice.Columns, "|Psi|^2", Signed: false),
            new FieldShape("theta", lattice.Rows, lattice.Columns, "theta", Signed: true),
            new FieldShape("pi", lattice.Rows, lattice.Columns, "pi", Signed: true),
        ];
    }

    /// <summary>What it was built from.</summary>
    public WaveSettings Settings { get; }

    /// <inheritdoc/>
    public string Kind => "wave";

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; }

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => 1;

    /// <inheritdoc/>
    public int Features => 2;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs => 2;

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

    /// <summary>The present wave, stored values (q + ip)/√2 = √ΔV Ψ at <c>column * Rows + row</c>.</summary>
    public PhaseView<T> Wave => new(_q, _p, 1, 1);

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        if (batch.Features != Features || batch.Active != 1)
        {
            throw new ArgumentException(
                $"a wave machine takes one sample of {Features} bits at a time; got {batch.Active} of {batch.Features}");
        }

        _cost.Prepare(batch, Lanes);
        _input.Write(batch.Inputs[0] > 0.5, batch.Inputs[batch.Lanes] > 0.5, _q, _p);
    }

    /// <inheritdoc/>
    public void Evolve() => _journey.Run(_q, _p, Learning, _heard);

    /// <summary>The echo pass, the same journey again: a palindrome of time-reversal invariant flows is its own echo.</summary>
    public void Return() => _journey.Run(_q, _p, Learning, _heard);

    /// <inheritdoc/>
    public void Reverse()
    {
        Wave.Reverse();
        Learning.Reverse();
    }

    /// <inheritdoc/>
    public void Nudge(double epsilon)
    {
        Wave.Reverse();
        _cost.Inject(Wave, -epsilon);
        Wave.Reverse();
    }

    /// <inheritdoc/>
    public double Cost() => _cost.Value(Wave);

    /// <summary>|Ψ|² at the two output points; the larger one is the answer.</summary>
    /// <param name="outputs">[2], overwritten.</param>
    public void Read(Span<double> outputs)
    {
        for (var output = 0; output < Outputs; output++)
            outputs[output] = IntensityAt(_q, _p, _outputSites[output]);
    }

    /// <inheritdoc/>
    public void Keep()
    {
        Wave.Q.CopyTo(_kept.Q);
        Wave.P.CopyTo(_kept.P);
        _kept.Learning.CopyFrom(Learning);
        _keptOnce = true;
    }

    /// <inheritdoc/>
    public void Recall()
    {
        if (!_keptOnce)
            throw new InvalidOperationException("nothing was kept: call Keep before Recall");

        _kept.Q.CopyTo(Wave.Q);
        _kept.P.CopyTo(Wave.P);
        Learning.CopyFrom(_kept.Learning);
    }

    /// <inheritdoc/>
    public double DistanceFromKept() => _keptOnce
        ? HomeDistance.Between(Wave, new PhaseView<T>(_kept.Q, _kept.P, 1, 1), Learning, _kept.Learning)
        : throw new InvalidOperationException("nothing was kept: call Keep before DistanceFromKept");

    /// <inheritdoc/>
    public void TangentEcho(Span<double> gradient)
    {
        _tangent ??= new WaveTangent<T>(_dynamics);
        var displacement = new PhaseView<T>(_spare.Q, _spare.P, 1, 1);

        // Nudge(ε) = R Inject(−ε) R: at x̄ = Rx the displacement is (−∂C/∂p, +∂C/∂q), and R turns the sign of the second.
        Wave.Reverse();
        _cost.Gradient(Wave, displacement);
        Wave.Reverse();
        for (var site = 0; site < _q.Length; site++)
            (_spare.Q[site], _spare.P[site]) = (-_spare.P[site], -_spare.Q[site]);

        _tangent.Run(_q, _p, _spare.Q, _spare.P, Learning, gradient);

        // The echo's last reversal, which makes π = +ε ∂C/∂θ out of what the return has heard.
        TensorPrimitives.Negate<double>(gradient, gradient);
    }

    /// <inheritdoc/>
    public double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient)
    {
        _adjoint ??= new WaveAdjoint<T>(_dynamics);
        Prepare(batch);
        var byMomentum = momentumGradient.IsEmpty ? new double[gradient.Length] : momentumGradient;
        return _adjoint.Run(_q, _p, Learning, _cost, gradient, byMomentum);
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

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        if (TensorPrimitives.IsFiniteAll<double>(Learning.Theta) && TensorPrimitives.IsFiniteAll<double>(Learning.Pi)
            && TensorPrimitives.IsFiniteAll<T>(_q) && TensorPrimitives.IsFiniteAll<T>(_p))
        {
            return null;
        }

        return WaveFault.Describe(Settings, Parameters, Learning, _q, _p);
    }

    /// <summary>What θ gains per π until the end of the step that is being watched; 0 between passes.</summary>
    private double AheadTime => _midway ? _dynamics.DriftTime / 2 : 0;

    private double IntensityAt(T[] q, T[] p, int site)
    {
        var (re, im) = (double.CreateTruncating(q[site]), double.CreateTruncating(p[site]));
        return 0.5 * (re * re + im * im) / Settings.Lattice.CellVolume;
    }

    private void Watch(int step)
    {
        _midway = true;
        _watcher?.Invoke(step);
        _midway = false;
    }

    /// <summary>The wave at the end of the step that is being watched: half a kinetic step ahead of what is stored.</summary>
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

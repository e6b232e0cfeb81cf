using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>A nonlinear wave in a box that learns a function of two bits from its own echoes.</summary>
/// <remarks>
/// The wave obeys iΨ̇ = (β/2)∇²Ψ + χ(z)θΨ + g|Ψ|²Ψ, the learning field θ̇ = Ωπ, π̇ = −χ(z)|Ψ|². Stored values absorb
/// the cell volume, (q + ip)/√2 = √ΔV Ψ, so gradients are ∂C/∂θ_j itself and θ recoils with Ω/ΔV. Parameters are
/// <c>wave/theta[column,row]</c>, rows counted from the beginning of the window. One sample at a time.
/// </remarks>
/// <typeparam name="T">Precision of the wave, float or double; Θ is double.</typeparam>
public sealed partial class WaveMachine<T> : IDifferentiates, IPullsBack, ICarriesMatter, ITravels, ILingers, IInterferes, ISuperposes, IProbesWeakly, IWatchable, IConserves, ICountsQuanta, IRefuses
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
    private (double Time, WaveJourney<T>? Journey) _lingering;
    private bool _keptOnce;
    private bool _midway;

    /// <summary>Builds the machine, its propagator and its initial θ.</summary>
    /// <param name="settings">What to build.</param>
    /// <param name="seed">Seed of the initial θ.</param>
    /// <param name="kind">The word that experiments use for it.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public WaveMachine(WaveSettings settings, ulong seed, string kind = "wave")
    {
        Kind = kind;
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
            new FieldShape("intensity", lattice.Rows, lattice.Columns, "|Psi|^2", Signed: false) { Across = "z (site)", Down = "x (site)" },
            new FieldShape("theta", lattice.Rows, lattice.Columns, "theta", Signed: true) { Across = "z (site)", Down = "x (site)" },
            new FieldShape("pi", lattice.Rows, lattice.Columns, "pi", Signed: true) { Across = "z (site)", Down = "x (site)" },
        ];
    }

    /// <summary>What it was built from.</summary>
    public WaveSettings Settings { get; }

    /// <inheritdoc/>
    public string Kind { get; }

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

    /// <summary>The present wave, stored values (q + ip)/√2 = √ΔV Ψ at <c>column * Rows + row</c>.</summary>
    public PhaseView<T> Wave => new(_q, _p, 1, 1);

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        if (batch.Features != Features || batch.Active != 1)
        {
            throw new ArgumentException(
                $"a wave machine takes one sample of {Features} bits at a time; "
                + $"got {batch.Active} of {batch.Features}");
        }

        _cost.Prepare(batch, Lanes);
        _input.Write(batch.Inputs[0] > 0.5, batch.Inputs[batch.Lanes] > 0.5, _q, _p);
    }

    /// <inheritdoc/>
    public void Evolve() => Travel(homeward: false);

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
    public string? DescribeFault()
    {
        if (TensorPrimitives.IsFiniteAll<double>(Learning.Theta) && TensorPrimitives.IsFiniteAll<double>(Learning.Pi)
            && TensorPrimitives.IsFiniteAll<T>(_q) && TensorPrimitives.IsFiniteAll<T>(_p))
        {
            return null;
        }

        return WaveFault.Describe(Settings, Parameters, Learning, _q, _p);
    }

    private double IntensityAt(T[] q, T[] p, int site)
    {
        var (re, im) = (double.CreateTruncating(q[site]), double.CreateTruncating(p[site]));
        return 0.5 * (re * re + im * im) / Settings.Lattice.CellVolume;
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Relaxation;

/// <summary>Coupled phase oscillators that settle into a minimum of their energy, where the outputs' phases are the
/// answer.</summary>
/// <remarks>
/// E = −Σ_pairs W_ij cos(φ_i − φ_j) − Σ_i h_i cos(φ_i − ψ_i), C = −Σ_outputs ln(1 + cos(φ_o − τ_o)), τ = ±π/2. Input
/// oscillators are held. With M initialisations every sample relaxes from M sets of initial phases; E, C and outputs
/// are means over them. Parameters are
/// <c>oscillators/W</c> (each pair once), <c>oscillators/h</c> and <c>oscillators/psi</c>.
/// <para>Q. Wang, C. C. Wanjura, F. Marquardt, arXiv:2402.08579.</para>
/// </remarks>
/// <typeparam name="T">Precision of the phases, float or double; θ is double.</typeparam>
public sealed partial class PhaseOscillatorMachine<T> : IRelaxes, IDrawsNoise
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OscillatorGraph _graph;
    private readonly OscillatorWeights<T> _weights;
    private readonly OscillatorMotion<T> _motion;
    private readonly RandomStream _initial;
    private long _moment = -1;
    private int _block;
    private int _active;
    private bool _kept;

    /// <summary>Builds the machine and draws its initial θ.</summary>
    /// <param name="settings">What to build.</param>
    /// <param name="seed">Seed of θ and of the initial phases.</param>
    /// <exception cref="ArgumentException">A layer is empty, or there are too many pairs.</exception>
    public PhaseOscillatorMachine(PhaseOscillatorSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _graph = new OscillatorGraph(settings);
        _weights = new OscillatorWeights<T>(_graph);
        _motion = new OscillatorMotion<T>(_graph, _weights, settings.Outputs, settings.Initialisations);
        _initial = new RandomStream(seed, "phases");
        Learning = new LearningField(Parameters.Count, 0, 1);
        _graph.Draw(settings, seed, Learning.Theta);
    }

    /// <summary>What it was built from.</summary>
    public PhaseOscillatorSettings Settings { get; }

    /// <inheritdoc/>
    public string Kind => "phase-oscillators";

    /// <inheritdoc/>
    public ParameterLayout Parameters => _graph.Parameters;

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => OscillatorMotion<T>.Width;

    /// <inheritdoc/>
    public int Features => Settings.Inputs;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <summary>One for every output oscillator; two of a single one.</summary>
    public int Outputs => Settings.Outputs == 1 ? 2 : Settings.Outputs;

    /// <summary>Steps of the last relaxation.</summary>
    public int Steps { get; private set; }

    /// <summary>Relaxations that a nudge threw into another minimum and that were put back, since
    /// <see cref="Prepare"/>.</summary>
    public int Rejected { get; private set; }

    private int Copies => Settings.Initialisations;

    /// <inheritdoc/>
    /// <remarks>At a negative moment all samples begin at the same phases: an answer then depends on the sample
    /// alone.</remarks>
    public void Name(long moment, int block) => (_moment, _block) = (moment, block);

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Features != Features || batch.Lanes != Lanes)
        {
            throw new ArgumentException(
                $"this phase-oscillators machine takes {Lanes} lanes of {Features} numbers; "
                + $"got {batch.Lanes} of {batch.Features}",
                nameof(batch));
        }

        (_active, _kept, Rejected) = (batch.Active, false, 0);
        HoldInputs(batch);
        SetTargets(batch);
        DrawPhases();
        _weights.Load(Learning.Theta);
        _motion.Begin();
    }

    /// <inheritdoc/>
    public void Evolve() => Relax(0);

    /// <inheritdoc/>
    public void Relax(double nudge)
    {
        // Rounding of forces: below it a relaxation would never end.
        var floor = 8 * double.CreateTruncating(T.BitIncrement(T.One) - T.One)
            * double.CreateTruncating(TensorPrimitives.Max<T>(_weights.Pull));
        Steps = _motion.Settle(
            T.CreateTruncating(nudge), T.CreateTruncating(Math.Max(Settings.Tolerance, floor)), Settings.MostSteps, _active);
        if (nudge != 0 && _kept)
        {
            Rejected += _motion.Reject(T.CreateTruncating(Settings.Jump));
        }
    }

    /// <inheritdoc/>
    public void Keep()
    {
        _motion.Keep();
        _kept = true;
    }

    /// <inheritdoc/>
    public void Recall() => _motion.Recall();

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        var fault = Learning.Theta.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (fault >= 0)
        {
            return $"parameter {Parameters.NameOf(fault)} is {Learning.Theta[fault]}; the learning rate is too large";
        }

        return TensorPrimitives.IsFiniteAll<T>(_motion.Phase)
            ? null
            : "a phase is not finite although all parameters are; are the inputs finite?";
    }

    private void HoldInputs(Batch batch)
    {
        Span<T> phase = stackalloc T[Lanes];
        Span<T> sin = stackalloc T[Lanes];
        Span<T> cos = stackalloc T[Lanes];
        for (var i = 0; i < Features; i++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                phase[lane] = lane < _active
                    ? T.CreateTruncating((batch.Inputs[i * batch.Lanes + lane] - 0.5) * Settings.InputSwing) : T.Zero;
            }

            Numerics.Kernels.SinCos.Of(phase, sin, cos);
            for (var copy = 0; copy < Copies; copy++)
            {
                var row = _motion.Wave.Slice(i * _motion.Row + 2 * copy * Lanes, 2 * Lanes);
                cos.CopyTo(row);
                sin.CopyTo(row[Lanes..]);
            }
        }
    }

    private void SetTargets(Batch batch)
    {
        for (var output = 0; output < Settings.Outputs; output++)
        {
            var right = Settings.Outputs == 1 ? 1 : output;
            for (var lane = 0; lane < Lanes; lane++)
            {
                _motion.Sign[output * Lanes + lane] = lane < _active && batch.Labels[lane] == right ? T.One : -T.One;
            }
        }
    }

    private void DrawPhases()
    {
        var phase = _motion.Phase;
        var swing = 2 * Settings.InitialSpread / 4294967296.0;
        for (var copy = 0; copy < Copies; copy++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var sample = _moment < 0 ? 0u : (uint)(_block * Lanes + lane);
                for (var i = 0; i < _graph.Free; i += 4)
                {
                    var (a, b, c, d) = _initial.Words(unchecked((uint)_moment), (uint)i, sample, (uint)copy);
                    ReadOnlySpan<uint> words = [a, b, c, d];
                    for (var k = 0; k < Math.Min(4, _graph.Free - i); k++)
                    {
                        phase[((i + k) * Copies + copy) * Lanes + lane] =
                            T.CreateTruncating(words[k] * swing - Settings.InitialSpread);
                    }
                }
            }
        }
    }
}

using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Spins;

/// <summary>A strip of classical spins whose spin waves learn a function of two bits from their own echoes.</summary>
/// <remarks>
/// Ṡ = −S × ∂H/∂S with H as in <see cref="SpinWaveSettings"/>; (φ, S_z) are canonical, φ̇ = ∂H/∂S_z. Bits tilt two spins of the first column, answers
/// are S_x² + S_y² of two spins of the last one. A step is a palindrome of exact rotations. Time reversal is S_y → −S_y, π → −π: H is invariant under
/// it unless there is a field along y or a Dzyaloshinskii–Moriya vector along x or z. Parameters are <c>spins/field[row,column]</c>
/// and <c>spins/exchange[bond]</c>, bonds along the strip first. One sample at a time; no pass allocates. Not thread-safe.
/// </remarks>
/// <typeparam name="T">Precision of the spins, float or double; Θ is double.</typeparam>
public sealed partial class SpinWaveMachine<T> : IDifferentiates, IPullsBack, ICarriesMatter, IJudges, IConserves, IWatchable, IExplainsLoss
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SpinStrip _strip;
    private readonly SpinFlow<T>[] _flows;
    private readonly SpinState<T> _s;
    private readonly SpinState<T> _kept;
    private readonly SpinState<T> _ds;
    private readonly LearningField _keptLearning;
    private readonly double[] _dTheta;
    private readonly double[] _dPi;
    private readonly int[] _inputs;
    private readonly int[] _outputs;
    private readonly double[] _target = new double[2];
    private readonly double _dt;
    private readonly int _firstLocal;
    private bool _hasKept;

    /// <summary>Builds the magnet, its spins along z, and its initial θ.</summary>
    /// <param name="settings">What to build.</param>
    /// <param name="seed">Draws the initial θ.</param>
    public SpinWaveMachine(SpinWaveSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _strip = new SpinStrip(settings.Rows, settings.Columns);
        _dt = settings.Duration / settings.Steps;
        var (local, bonds) = (settings.Trained != SpinKnobs.Exchange, settings.Trained != SpinKnobs.Field);
        var tensors = new List<(string Name, IReadOnlyList<int> Shape)>();
        if (local)
        {
            tensors.Add(("spins/field", [settings.Rows, settings.Columns]));
        }

        if (bonds)
        {
            tensors.Add(("spins/exchange", [_strip.Bonds.Count]));
        }

        Parameters = new ParameterLayout(tensors);
        var inverseMass = settings.Frozen ? 0 : settings.InverseMass;
        Learning = new LearningField(Parameters.Count, inverseMass, settings.InverseMass);
        _keptLearning = new LearningField(Parameters.Count, inverseMass, settings.InverseMass);
        _firstLocal = local ? 0 : -1;
        _flows = SpinFlows.Of<T>(settings, _strip, bonds ? (local ? _strip.Spins : 0) : -1, _firstLocal);
        (_s, _kept, _ds) = (new SpinState<T>(_strip.Spins), new SpinState<T>(_strip.Spins), new SpinState<T>(_strip.Spins));
        (_dTheta, _dPi) = (new double[Parameters.Count], new double[Parameters.Count]);
        _inputs = [_strip.Corner(0, 0), _strip.Corner(1, 0)];
        _outputs = [_strip.Corner(0, settings.Columns - 1), _strip.Corner(1, settings.Columns - 1)];
        var stream = new RandomStream(seed, "theta");
        for (var i = 0; i < Learning.Count; i++)
        {
            Learning.Theta[i] = settings.Spread / settings.Coupling * ((2 * stream.Uniform(0, (uint)i)) - 1);
        }

        Rest();
    }

    /// <summary>What it was built from.</summary>
    public SpinWaveSettings Settings { get; }

    /// <inheritdoc/>
    public string Kind => "spins";

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

    /// <summary>One component of every spin, [rows × columns]; a loan to look at.</summary>
    /// <param name="axis">0, 1, 2 are x, y, z.</param>
    public ReadOnlySpan<T> Component(int axis) => _s[axis];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch is not one sample of two bits.</exception>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Features != Features || batch.Active != 1)
        {
            throw new ArgumentException(
                $"spins take one sample of {Features} bits at a time; got {batch.Active} of {batch.Features}", nameof(batch));
        }

        Rest();
        for (var input = 0; input < 2; input++)
        {
            var tilt = batch.Inputs[input * batch.Lanes] > 0.5 ? Settings.Tilt : -Settings.Tilt;
            var (sin, cos) = Math.SinCos(tilt);
            _s[0][_inputs[input]] = T.CreateTruncating(sin);
            _s[2][_inputs[input]] = T.CreateTruncating(cos);
        }

        SetTargets(batch, 0, _target);
    }

    /// <inheritdoc/>
    public void Evolve() => Travel();

    /// <inheritdoc/>
    public double Cost()
    {
        var cost = 0.0;
        for (var output = 0; output < 2; output++)
        {
            var excess = Amplitude(output) - _target[output];
            cost += excess * excess;
        }

        return cost;
    }

    /// <summary>S_x² + S_y² = 1 − S_z² of the two output spins; the larger one is the answer.</summary>
    /// <param name="outputs">[2], overwritten.</param>
    public void Read(Span<double> outputs)
    {
        for (var output = 0; output < 2; output++)
        {
            outputs[output] = Amplitude(output);
        }
    }

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope)
    {
        ArgumentNullException.ThrowIfNull(batch);
        slope.Clear();
        var cost = 0.0;
        Span<double> target = stackalloc double[2];
        for (var lane = 0; lane < batch.Active; lane++)
        {
            SetTargets(batch, lane, target);
            for (var output = 0; output < 2; output++)
            {
                var at = (output * batch.Lanes) + lane;
                var excess = outputs[at] - target[output];
                cost += excess * excess;
                slope[at] = 2 * excess;
            }
        }

        return cost;
    }

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        for (var i = 0; i < Learning.Count; i++)
        {
            if (!double.IsFinite(Learning.Theta[i]) || !double.IsFinite(Learning.Pi[i]))
            {
                return $"{Parameters.NameOf(i)} is {Learning.Theta[i]}, its momentum {Learning.Pi[i]}: "
                    + LostTheta.Cause(Learning, "the learning rate or ε is too large");
            }
        }

        return T.IsFinite(_s[2][_outputs[0]]) ? null : "the spins are not finite, although θ is: an input was not";
    }

    private double Amplitude(int output)
    {
        var along = double.CreateTruncating(_s[2][_outputs[output]]);
        return 1 - (along * along);
    }

    private void SetTargets(Batch batch, int lane, Span<double> target)
    {
        for (var output = 0; output < 2; output++)
        {
            target[output] = batch.Labels[lane] == output ? Settings.TargetAmplitude : 0;
        }
    }

    private void Rest()
    {
        _s.Clear();
        Array.Fill(_s[2], T.One);
    }

    // f₁(½) … f_{n−1}(½) f_n(1) f_{n−1}(½) … f₁(½) between two half drifts of θ: the way home is the way out.
    private void Travel()
    {
        for (var step = 0; step < Settings.Steps; step++)
        {
            Learning.Drift(_dt / 2);
            for (var stage = 0; stage < Stages; stage++)
            {
                var (flow, time) = Stage(stage);
                flow.Run(_s, Learning.Theta, Learning.Pi, time);
            }

            Learning.Drift(_dt / 2);
            Watcher?.Invoke(step + 1);
        }
    }

    private int Stages => (2 * _flows.Length) - 1;

    private (SpinFlow<T> Flow, double Time) Stage(int stage)
    {
        var middle = _flows.Length - 1;
        return (_flows[stage <= middle ? stage : (2 * middle) - stage], stage == middle ? _dt : _dt / 2);
    }
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Relaxation;

/// <summary>A network of adjustable resistors: held at voltages that say the input, it settles where it dissipates
/// least.</summary>
/// <remarks>
/// E = ½Σ g (ΔV)², half the power it turns into heat, C = ½Σ (v_o − τ_o)² with τ = 1 for the right output and 0 for the
/// others. Settling is one linear solve, so outputs are a linear function of the input: the cousin of
/// <see cref="PhaseOscillatorMachine{T}"/> in which nothing bends. Parameters are ln(g − floor): <c>resistors/held</c>
/// [held × free] and <c>resistors/free</c> [pairs].
/// <para>M. Stern, D. Hexner, J. W. Rocks, A. J. Liu, Phys. Rev. X 11 (2021) 021045.</para>
/// </remarks>
/// <typeparam name="T">Precision of the voltages, float or double; θ is double.</typeparam>
public sealed unsafe class ResistorMachine<T> : IClamps, IJudges
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ResistorCircuit<T> _circuit;
    private readonly ScoreCost _cost;
    private readonly AlignedBuffer<T> _held, _free, _current, _target;
    private readonly T[] _kept;
    private readonly double[] _outputs, _slope;
    private Batch? _batch;
    private double? _tooStrong;

    /// <summary>Builds the machine and draws its initial conductances.</summary>
    /// <param name="settings">What to build.</param>
    /// <param name="seed">Seed of the conductances.</param>
    public ResistorMachine(ResistorSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _circuit = new ResistorCircuit<T>(HeldNodes, FreeNodes, settings.Outputs, settings.Floor);
        _cost = new ScoreCost(ScoreKind.HalfSquares, 1, settings.Outputs);
        (_held, _free) = (new AlignedBuffer<T>((long)HeldNodes * Lanes), new AlignedBuffer<T>((long)FreeNodes * Lanes));
        (_current, _target) = (new AlignedBuffer<T>(_free.Length), new AlignedBuffer<T>((long)settings.Outputs * Lanes));
        _kept = new T[_free.Length];
        (_outputs, _slope) = (new double[settings.Outputs * Lanes], new double[settings.Outputs * Lanes]);
        Parameters = new ParameterLayout(("resistors/held", [HeldNodes, FreeNodes]), ("resistors/free", [_circuit.Pairs]));
        Learning = new LearningField(Parameters.Count, 0, 1);
        var stream = new RandomStream(seed, "theta");
        for (var edge = 0; edge < Parameters.Count; edge++)
        {
            Learning.Theta[edge] = Math.Log(settings.Conductance) + settings.Spread * stream.Normal(0, (uint)edge);
        }
    }

    /// <summary>What it was built from.</summary>
    public ResistorSettings Settings { get; }

    /// <inheritdoc/>
    public string Kind => "resistors";

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; }

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => Vector512<T>.Count;

    /// <inheritdoc/>
    public int Features => Settings.Inputs;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs => Settings.Outputs;

    private int HeldNodes => 2 * (Settings.Inputs + 1);

    private int FreeNodes => Settings.Hidden + Settings.Outputs;

    private Span<T> Voltages => _free.Span;

    private Span<T> OutputVoltages => Voltages[(Settings.Hidden * Lanes)..];

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Features != Features || batch.Lanes != Lanes)
        {
            throw new ArgumentException(
                $"this resistors machine takes {Lanes} lanes of {Features} numbers; got {batch.Lanes} of {batch.Features}",
                nameof(batch));
        }

        (_batch, _tooStrong) = (batch, null);
        for (var node = 0; node < HeldNodes; node++)
        {
            var (input, sign) = (node / 2, node % 2 == 0 ? Settings.Voltage : -Settings.Voltage);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var x = lane >= batch.Active ? 0 : input < Features ? batch.Inputs[input * batch.Lanes + lane] : 1;
                _held.Span[node * Lanes + lane] = T.CreateTruncating(sign * x);
            }
        }

        for (var output = 0; output < Outputs; output++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                _target.Span[output * Lanes + lane] = lane < batch.Active && batch.Labels[lane] == output ? T.One : T.Zero;
            }
        }

        _circuit.Load(Learning.Theta);
        Voltages.Clear();
    }

    /// <inheritdoc/>
    public void Evolve() => Relax(0);

    /// <inheritdoc/>
    /// <remarks>Where a negative nudge outweighs the network nothing comes to rest: voltages are then not a
    /// number.</remarks>
    public void Relax(double nudge)
    {
        if (!_circuit.TryNudge(nudge))
        {
            _tooStrong = nudge;
            Voltages.Fill(T.NaN);
            return;
        }

        HeldCurrents();
        var toOutputs = _current.Span[(Settings.Hidden * Lanes)..];
        TensorPrimitives.MultiplyAdd(_target.Span, T.CreateTruncating(nudge), toOutputs, toOutputs);
        Voltages.Clear();
        _circuit.AddSolution(_current.Pointer, _free.Pointer, FreeNodes, Lanes);
    }

    /// <inheritdoc/>
    public void Clamp(double fraction)
    {
        for (var at = 0; at < OutputVoltages.Length; at++)
        {
            OutputVoltages[at] += T.CreateTruncating(fraction) * (_target.Span[at] - OutputVoltages[at]);
        }

        if (Settings.Hidden == 0)
        {
            return;
        }

        _circuit.Clamp();
        HeldCurrents();
        _circuit.AddOutputs(_free.Pointer + Settings.Hidden * Lanes, _current.Pointer, Lanes);
        Voltages[..(Settings.Hidden * Lanes)].Clear();
        _circuit.AddSolution(_current.Pointer, _free.Pointer, Settings.Hidden, Lanes);
    }

    /// <inheritdoc/>
    public void EnergySlope(Span<double> slope)
    {
        var edge = 0;
        for (var held = 0; held < HeldNodes; held++)
        {
            for (var node = 0; node < FreeNodes; node++, edge++)
            {
                slope[edge] = _circuit.Sensitivity(edge) * Heat(_held.Pointer + held * Lanes, _free.Pointer + node * Lanes);
            }
        }

        for (var i = 0; i < FreeNodes; i++)
        {
            for (var j = i + 1; j < FreeNodes; j++, edge++)
            {
                slope[edge] = _circuit.Sensitivity(edge) * Heat(_free.Pointer + i * Lanes, _free.Pointer + j * Lanes);
            }
        }
    }

    /// <inheritdoc/>
    public double Energy()
    {
        // Energy is linear in conductances, and a slope by ln(g − floor) is (g − floor) times that by g.
        Span<double> slope = new double[Parameters.Count];
        EnergySlope(slope);
        var energy = 0.0;
        for (var edge = 0; edge < slope.Length; edge++)
        {
            energy += slope[edge] * (_circuit.Conductance[edge] / _circuit.Sensitivity(edge));
        }

        return energy;
    }

    /// <inheritdoc/>
    public void Keep() => Voltages.CopyTo(_kept);

    /// <inheritdoc/>
    public void Recall() => _kept.CopyTo(Voltages);

    /// <inheritdoc/>
    public double Cost()
    {
        Read(_outputs);
        return Judge(_outputs, _batch ?? throw new InvalidOperationException("prepare a batch first"), _slope);
    }

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => _cost.Evaluate(outputs, batch, slope);

    /// <summary>Voltages of the output nodes; the highest is the answer.</summary>
    /// <param name="outputs">[<see cref="Outputs"/> × lanes], overwritten.</param>
    public void Read(Span<double> outputs) => TensorPrimitives.ConvertTruncating<T, double>(OutputVoltages, outputs);

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        for (var edge = 0; edge < Parameters.Count; edge++)
        {
            if (!double.IsFinite(Math.Exp(Learning.Theta[edge])))
            {
                return $"the conductance of {Parameters.NameOf(edge)} is not finite; the learning rate is too large";
            }
        }

        if (_tooStrong is { } nudge)
        {
            return $"a nudge of {nudge} pushes the outputs away harder than the resistors hold them; make training.epsilon smaller, or set "
                + "training.nudging: one-sided";
        }

        return TensorPrimitives.IsFiniteAll<T>(Voltages)
            ? null : "a voltage is not finite although all conductances are; are the inputs finite?";
    }

    private void HeldCurrents()
    {
        _current.Span.Clear();
        _circuit.AddHeld(_held.Pointer, _current.Pointer, Lanes);
    }

    /// <summary>½Σ (ΔV)² over samples that are there.</summary>
    private double Heat(T* one, T* other)
    {
        var heat = 0.0;
        for (var lane = 0; lane < _batch!.Active; lane++)
        {
            var difference = double.CreateTruncating(one[lane] - other[lane]);
            heat += difference * difference;
        }

        return 0.5 * heat;
    }
}

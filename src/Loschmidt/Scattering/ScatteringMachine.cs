using System.Numerics;
using System.Runtime.Intrinsics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Numerics;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Scattering;

/// <summary>Coupled linear modes whose detunings carry the input: linear waves that compute a strongly nonlinear function of it.</summary>
/// <remarks>
/// A(x)u = √κ a_probe with A = κ_tot/2 + i(Δ + Ex − ω) + iJ; outputs y_r = Re(e^(−iφ_r) s_r) with s = a_probe − √κ u at the output ports. Samples
/// lie in the lanes of a vector. Not thread-safe: one replica per worker. No pass allocates.
/// <para>C. C. Wanjura, F. Marquardt, Nature Physics 20 (2024) 1434.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe partial class ScatteringMachine<T> : IScatters, IPullsOutputsBack, ISolvesAdjoint, ISettles
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NetworkAtTheta _atTheta;
    private readonly ILaneSolver<T> _solver;
    private readonly ScoreCost _score;
    private readonly double[] _loadedTheta;
    private readonly T[] _detunings;
    private readonly int[] _places;
    private readonly int _columns;
    private readonly int _firstOutput;
    private readonly double[] _outputs;
    private readonly double[] _slope;
    private readonly Batch _batch;
    private readonly AlignedBuffer<T> _u;
    private readonly bool[] _dense;
    private readonly double[] _sample;
    private double _loadedFrequency;
    private bool _loaded;
    private bool _factored;

    /// <summary>Builds the machine at a given θ.</summary>
    /// <param name="network">The network.</param>
    /// <param name="theta">θ, [parameters]; empty for zeros.</param>
    /// <exception cref="ArgumentException">The solver asked for does not fit the network, or θ has another length.</exception>
    public ScatteringMachine(ScatteringNetwork network, ReadOnlySpan<double> theta = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!theta.IsEmpty && theta.Length != network.Parameters.Count)
        {
            throw new ArgumentException($"the network has {network.Parameters.Count} parameters, not {theta.Length}", nameof(theta));
        }

        Network = network;
        Solver = SolverChoice.For(network);
        _solver = SolverChoice.Build<T>(Solver, network);
        _atTheta = new NetworkAtTheta(network);
        Learning = new LearningField(network.Parameters.Count, 0, 0);
        theta.CopyTo(Learning.Theta);
        _loadedTheta = new double[network.Parameters.Count];
        _detunings = new T[network.Inputs.Count * Vector512<T>.Count];
        _places = [.. Enumerable.Range(0, network.Modes).Select(_solver.PlaceOf)];
        _firstOutput = network.Readout.Outputs.Min(mode => _places[mode]);
        // Even, as solvers want it: one a probe in reflection; forward and adjoint field in transmission.
        _columns = network.Readout.Reflection ? (Outputs + 1) / 2 * 2 : 2;
        _score = new ScoreCost(network.Options.Score, network.Options.Gain, Outputs);
        _outputs = new double[Outputs * Lanes];
        _slope = new double[Outputs * Lanes];
        _batch = new Batch(Features, Targets, Lanes);
        _u = new AlignedBuffer<T>(_solver.Rows * _columns * LaneTiles<T>.Number);
        _v = new AlignedBuffer<T>(_solver.Rows * _columns * LaneTiles<T>.Number);
        _sums = new double[network.Blocks.Select(block => block.Parameters.Length).DefaultIfEmpty().Max()];
        _dense = [.. network.Blocks.Select(IsDense)];
        _sample = new double[Features];
        _modes = new ScatteringModes(network);
        Knobs = ScatteringKnobs.Of(network, _modes);
    }

    /// <inheritdoc/>
    public string Kind => "scattering";

    /// <summary>What is fixed about it.</summary>
    public ScatteringNetwork Network { get; }

    /// <summary>How its equations are solved.</summary>
    public SolverKind Solver { get; }

    /// <inheritdoc/>
    public ParameterLayout Parameters => Network.Parameters;

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => Vector512<T>.Count;

    /// <inheritdoc/>
    public int Features => Network.Features;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs => Network.Readout.Outputs.Count;

    /// <inheritdoc/>
    public double Frequency { get; set; }

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Features != Features || batch.Active > Lanes)
        {
            throw new ArgumentException(
                $"the batch has {batch.Active} samples of {batch.Features} inputs; this network takes up to {Lanes} of {Features}", nameof(batch));
        }

        _batch.Active = batch.Active;
        Array.Clear(_detunings);
        for (var site = 0; site < Network.Inputs.Count; site++)
        {
            var (_, feature, scale, shift) = Network.Inputs[site];
            for (var lane = 0; lane < batch.Active; lane++)
            {
                var input = batch.Inputs[feature * batch.Lanes + lane];
                if (!double.IsFinite(input))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"input {feature} of sample {lane} is {input}; the numbers of a sample are finite"), nameof(batch));
                }

                _detunings[site * Lanes + lane] = T.CreateTruncating(shift + scale * input);
            }
        }

        for (var feature = 0; feature < Features; feature++)
        {
            _sample[feature] = batch.Inputs[feature * batch.Lanes];
        }

        batch.Labels.AsSpan(0, batch.Active).CopyTo(_batch.Labels);
        _factored = false;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">θ is not finite, or a port rate in it is negative; names the mode or the parameter.</exception>
    /// <exception cref="ResonanceException">The network has no steady state at this frequency.</exception>
    public void Evolve()
    {
        Factor();
        SolveForward(_firstOutput);
        ReadOutputs();
    }

    /// <inheritdoc/>
    public double Cost() => _score.Evaluate(_outputs, _batch, _slope);

    /// <inheritdoc/>
    public void Read(Span<double> outputs) => _outputs.CopyTo(outputs);

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => _score.Evaluate(outputs, batch, slope);

    /// <inheritdoc/>
    /// <remarks>Learned port rates stay at 0.001 or, where they were built smaller, at what they were built with: never below 0.</remarks>
    public void Settle(Span<double> theta)
    {
        if (Network.Ports >= 0)
        {
            PassivePorts.Settle(this, theta);
        }
    }

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        for (var output = 0; output < _outputs.Length; output++)
        {
            if (!double.IsFinite(_outputs[output]))
            {
                return $"output {output / Lanes} is {_outputs[output]}: the network has a resonance without loss at the probe's frequency, "
                    + "or its parameters left the range of numbers; lower the learning rate, or give every mode a port or a loss";
            }
        }

        return null;
    }

    /// <summary>Takes over θ and ω where they changed, and the samples.</summary>
    private void Factor()
    {
        if (!_loaded || _loadedFrequency != Frequency || !_loadedTheta.AsSpan().SequenceEqual(Learning.Theta))
        {
            Network.RequirePassive(Learning.Theta);
            Learning.Theta.CopyTo(_loadedTheta);
            (_loadedFrequency, _loaded, _factored) = (Frequency, true, false);
            _atTheta.Load(_loadedTheta, Frequency);
            _solver.Load(_atTheta);
        }

        if (!_factored)
        {
            _solver.Factor(_detunings);
            _factored = true;
        }
    }

    /// <summary>u = B√κ a_probe: in reflection B e_r, a column an output; in transmission the first column.</summary>
    private void SolveForward(int firstNeeded)
    {
        var readout = Network.Readout;
        if (readout.Reflection)
        {
            _u.Span[(int)(Math.Max(0, _firstOutput - 3) * _columns * LaneTiles<T>.Number)..].Clear();
            for (var r = 0; r < Outputs; r++)
            {
                Vector512<T>.One.Store(At(_u, readout.Outputs[r], r));
            }

            _solver.Solve(_u.Pointer, _columns, _firstOutput, firstNeeded, false);
            return;
        }

        _u.Span.Clear();
        var first = int.MaxValue;
        for (var mode = 0; mode < readout.Probe.Count; mode++)
        {
            if (readout.Probe[mode] != 0)
            {
                var source = Math.Sqrt(_atTheta.PortRates[mode]) * readout.Probe[mode];
                var at = At(_u, mode, 0);
                Vector512.Create(T.CreateTruncating(source.Real)).Store(at);
                Vector512.Create(T.CreateTruncating(source.Imaginary)).Store(at + Lanes);
                first = Math.Min(first, _places[mode]);
            }
        }

        _solver.Solve(_u.Pointer, _columns, first, firstNeeded, false);
    }

    /// <summary>s_r of one lane: what the port of an output sends out.</summary>
    private Complex Outgoing(int output, int lane)
    {
        var readout = Network.Readout;
        var mode = readout.Outputs[output];
        var at = At(_u, mode, readout.Reflection ? output : 0) + lane;
        var u = new Complex(double.CreateTruncating(*at), double.CreateTruncating(at[Lanes]));
        var κ = _atTheta.PortRates[mode];
        return readout.Reflection ? 1 - κ * u : readout.Probe[mode] - Math.Sqrt(κ) * u;
    }

    private void ReadOutputs()
    {
        for (var r = 0; r < Outputs; r++)
        {
            var turn = Complex.FromPolarCoordinates(1, -Phase(r));
            for (var lane = 0; lane < Lanes; lane++)
            {
                _outputs[r * Lanes + lane] = (turn * Outgoing(r, lane)).Real;
            }
        }
    }

    private double Phase(int output) =>
        Network.Phases >= 0 ? _loadedTheta[Network.Phases + output] : Network.Readout.Phases[output];

    private T* At(AlignedBuffer<T> field, int mode, int column) =>
        field.Pointer + ((nint)_places[mode] * _columns + column) * LaneTiles<T>.Number;
}

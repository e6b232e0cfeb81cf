using System.Numerics;
using Loschmidt.Costs;
using Loschmidt.Machines;
using Loschmidt.Scattering;
using Loschmidt.Scattering.Solvers;

namespace Loschmidt.Testing;

/// <summary>A scattering machine written as the equations are: every matrix whole, every sample alone. The reference for fast ones.</summary>
/// <remarks>The auxiliary modes of couplers are modes like others here: they can be tapped, and their detunings are knobs.</remarks>
public sealed class DenseScatteringMachine : IScatters, ISolvesAdjoint
{
    private readonly ScatteringNetwork _network;
    private readonly ScatteringModes _modes;
    private readonly DenseScatterer[] _samples;
    private readonly ScoreCost _score;
    private readonly int[] _phases;
    private Batch? _batch;

    /// <summary>Makes a machine of a network; θ is zero.</summary>
    /// <param name="network">The network.</param>
    /// <param name="lanes">Samples side by side.</param>
    public DenseScatteringMachine(ScatteringNetwork network, int lanes = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _modes, Lanes) = (network, new ScatteringModes(network), lanes);
        _samples = [.. Enumerable.Range(0, lanes).Select(_ => new DenseScatterer(network, couplersAsModes: true))];
        _score = new ScoreCost(network.Options.Score, network.Options.Gain, Outputs);
        Learning = new LearningField(network.Parameters.Count, 0, 0);
        Knobs = ScatteringKnobs.Of(network, _modes);
        _phases = [.. Knobs.Where(knob => knob.Kind == KnobKind.Quadrature).Select(knob => knob.Parameter)];
    }

    /// <inheritdoc/>
    public string Kind => "scattering";

    /// <summary>What it was made of.</summary>
    public ScatteringNetwork Network => _network;

    /// <inheritdoc/>
    public ParameterLayout Parameters => _network.Parameters;

    /// <inheritdoc/>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes { get; }

    /// <inheritdoc/>
    public int Features => _network.Features;

    /// <inheritdoc/>
    public int Targets => 0;

    /// <inheritdoc/>
    public int Outputs => _network.Readout.Outputs.Count;

    /// <inheritdoc/>
    public int Modes => _modes.Count;

    /// <inheritdoc/>
    public IReadOnlyList<ModeGroup> Groups => _modes.Groups;

    /// <inheritdoc/>
    public IReadOnlyList<double> PortRates => _modes.PortRates;

    /// <inheritdoc/>
    public bool IsReciprocal => _network.IsReciprocal;

    /// <inheritdoc/>
    public IReadOnlyList<ScatteringKnob> Knobs { get; }

    /// <inheritdoc/>
    public ScatteringReadout Readout => _network.Readout;

    /// <inheritdoc/>
    public double Frequency { get; set; }

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _batch = batch;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var input = new double[Features];
            for (var k = 0; k < Features; k++)
            {
                input[k] = batch.Inputs[k * batch.Lanes + lane];
            }

            _samples[lane].Load(Learning.Theta, input, Frequency);
        }
    }

    /// <inheritdoc/>
    /// <remarks>There is nothing to wait for: fields are solved for where they are asked for.</remarks>
    public void Evolve()
    {
    }

    /// <inheritdoc/>
    public double Cost()
    {
        var outputs = new double[Outputs * Lanes];
        Read(outputs);
        return Judge(outputs, _batch!, new double[outputs.Length]);
    }

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var r = 0; r < Outputs; r++)
            {
                outputs[r * Lanes + lane] = (Turn(r) * Ask(_samples[lane], r).Amplitude).Real;
            }
        }
    }

    /// <inheritdoc/>
    public string? DescribeFault() => null;

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => _score.Evaluate(outputs, batch, slope);

    /// <inheritdoc/>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
    {
        var (sent, inside, back) = (new Complex[Modes], new Complex[Modes], new Complex[Modes]);
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var mode = 0; mode < Modes; mode++)
            {
                sent[mode] = incoming[mode * Lanes + lane];
                if (sent[mode] != 0 && _samples[lane].PortRates[mode] == 0)
                {
                    throw new ArgumentException($"light enters {_modes.NameOf(mode)}, which has no port", nameof(incoming));
                }
            }

            _samples[lane].Probe(sent, inside, back);
            for (var mode = 0; mode < Modes; mode++)
            {
                (fields[mode * Lanes + lane], outgoing[mode * Lanes + lane]) = (inside[mode], back[mode]);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Straight from dB = −B dA B: for every output one solve forward and one with the transpose.</remarks>
    public double Adjoint(Batch batch, Span<double> gradient)
    {
        Prepare(batch);
        var outputs = new double[Outputs * Lanes];
        var slope = new double[outputs.Length];
        Read(outputs);
        var cost = Judge(outputs, batch, slope);
        gradient.Clear();
        for (var lane = 0; lane < batch.Active; lane++)
        {
            var sample = _samples[lane];
            for (var r = 0; r < Outputs; r++)
            {
                var weight = Turn(r) * slope[r * Lanes + lane];
                var (amplitude, incoming, u) = Ask(sample, r);
                var λ = new Complex[Modes];
                λ[Readout.Outputs[r]] = weight * Math.Sqrt(sample.PortRates[Readout.Outputs[r]]);
                sample.SolveTransposed(λ);
                foreach (var knob in Knobs)
                {
                    var (a, b) = (knob.First, knob.Second);
                    gradient[knob.Parameter] += knob.Kind switch
                    {
                        KnobKind.Detuning => (Complex.ImaginaryOne * λ[a] * u[a]).Real,
                        KnobKind.Coupling => (Complex.ImaginaryOne * (λ[a] * u[b] + λ[b] * u[a])).Real,
                        KnobKind.Flux => (λ[b] * u[a] - λ[a] * u[b]).Real,
                        KnobKind.PortRate => (λ[a] * u[a] / 2 - ThroughPort(a)).Real,
                        _ => a == r ? (-Complex.ImaginaryOne * weight * amplitude).Real : 0,
                    };
                }

                Complex ThroughPort(int mode)
                {
                    var root = 2 * Math.Sqrt(sample.PortRates[mode]);
                    return (incoming[mode] == 0 ? 0 : λ[mode] * incoming[mode] / root)
                        + (mode == Readout.Outputs[r] ? weight * u[mode] / root : 0);
                }
            }
        }

        return cost;
    }

    private Complex Turn(int output) => Complex.FromPolarCoordinates(
        1, -(_phases.Length == 0 ? Readout.Phases[output] : Learning.Theta[_phases[output]]));

    /// <summary>s_r, the probe that asks for it, and u = A⁻¹√κ a_probe.</summary>
    private (Complex Amplitude, Complex[] Incoming, Complex[] U) Ask(DenseScatterer sample, int output)
    {
        var incoming = new Complex[Modes];
        var mode = Readout.Outputs[output];
        for (var j = 0; j < Readout.Probe.Count; j++)
        {
            incoming[j] = Readout.Probe[j];
        }

        if (Readout.Reflection)
        {
            incoming[mode] = 1;
        }

        var u = new Complex[Modes];
        for (var j = 0; j < Modes; j++)
        {
            u[j] = Math.Sqrt(sample.PortRates[j]) * incoming[j];
        }

        sample.Solve(u);
        return (incoming[mode] - Math.Sqrt(sample.PortRates[mode]) * u[mode], incoming, u);
    }
}

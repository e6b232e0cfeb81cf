using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The experiments that read all outputs of a scattering machine once: one in transmission, one an output in reflection.</summary>
internal sealed class ForwardProbes
{
    private readonly IScatters _machine;
    private readonly ScatteringReadout _readout;
    private readonly int _lanes;
    private readonly int[] _phases;
    private readonly int[] _rates;
    private readonly Complex[] _outgoing;

    /// <summary>Reserves memory for the records of a machine.</summary>
    public ForwardProbes(IScatters machine)
    {
        (_machine, _readout, _lanes) = (machine, machine.Readout, machine.Lanes);
        Count = CountFor(machine);
        Incoming = [.. Enumerable.Range(0, Count).Select(Settings)];
        Fields = [.. Enumerable.Range(0, Count).Select(_ => new Complex[machine.Modes * _lanes])];
        Amplitudes = new Complex[_readout.Outputs.Count * _lanes];
        Weights = new Complex[Amplitudes.Length];
        _outgoing = new Complex[machine.Modes * _lanes];
        (_phases, _rates) = (new int[_readout.Outputs.Count], new int[machine.Modes]);
        Array.Fill(_phases, -1);
        Array.Fill(_rates, -1);
        foreach (var knob in machine.Knobs)
        {
            if (knob.Kind is KnobKind.Quadrature or KnobKind.PortRate)
            {
                (knob.Kind == KnobKind.Quadrature ? _phases : _rates)[knob.First] = knob.Parameter;
            }
        }
    }

    /// <summary>Experiments of one reading.</summary>
    public int Count { get; }

    /// <summary>a_in of every experiment, [modes × lanes].</summary>
    public IReadOnlyList<Complex[]> Incoming { get; }

    /// <summary>a of every experiment, [modes × lanes].</summary>
    public IReadOnlyList<Complex[]> Fields { get; }

    /// <summary>s of every output, [outputs × lanes].</summary>
    public Complex[] Amplitudes { get; }

    /// <summary>w_r = e^(−iφ_r) ∂C/∂y_r after <see cref="Judge"/>, [outputs × lanes]; a small change of s costs Re Σ w δs.</summary>
    public Complex[] Weights { get; }

    /// <summary>Experiments of one reading of that machine.</summary>
    public static int CountFor(IScatters machine) => machine.Readout.Reflection ? machine.Readout.Outputs.Count : 1;

    /// <summary>Does the experiments on the samples that are prepared.</summary>
    public void Run()
    {
        for (var experiment = 0; experiment < Count; experiment++)
        {
            _machine.Probe(Incoming[experiment], Fields[experiment], _outgoing);
            for (var r = _readout.Reflection ? experiment : 0; r < (_readout.Reflection ? experiment + 1 : _readout.Outputs.Count); r++)
            {
                _outgoing.AsSpan(_readout.Outputs[r] * _lanes, _lanes).CopyTo(Amplitudes.AsSpan(r * _lanes, _lanes));
            }
        }
    }

    /// <summary>Works out the cost and the weights of the amplitudes read last.</summary>
    /// <returns>C summed over samples.</returns>
    public double Judge(Batch batch)
    {
        var outputs = new double[_readout.Outputs.Count * batch.Lanes];
        var slope = new double[outputs.Length];
        for (var r = 0; r < _readout.Outputs.Count; r++)
        {
            var turn = Turn(r);
            for (var lane = 0; lane < batch.Active; lane++)
            {
                outputs[r * batch.Lanes + lane] = (turn * Amplitudes[r * _lanes + lane]).Real;
            }
        }

        var cost = _machine.Judge(outputs, batch, slope);
        Array.Clear(Weights);
        for (var r = 0; r < _readout.Outputs.Count; r++)
        {
            var turn = Turn(r);
            for (var lane = 0; lane < batch.Active; lane++)
            {
                Weights[r * _lanes + lane] = turn * slope[r * batch.Lanes + lane];
            }
        }

        return cost;
    }

    /// <summary>κ of a mode's port, as it is set now.</summary>
    public double PortRate(int mode) => _rates[mode] < 0 ? _machine.PortRates[mode] : _machine.Learning.Theta[_rates[mode]];

    private Complex Turn(int output) => Complex.FromPolarCoordinates(
        1, -(_phases[output] < 0 ? _readout.Phases[output] : _machine.Learning.Theta[_phases[output]]));

    private Complex[] Settings(int experiment)
    {
        var incoming = new Complex[_machine.Modes * _lanes];
        if (_readout.Reflection)
        {
            incoming.AsSpan(_readout.Outputs[experiment] * _lanes, _lanes).Fill(1);
            return incoming;
        }

        for (var mode = 0; mode < _readout.Probe.Count; mode++)
        {
            incoming.AsSpan(mode * _lanes, _lanes).Fill(_readout.Probe[mode]);
        }

        return incoming;
    }
}

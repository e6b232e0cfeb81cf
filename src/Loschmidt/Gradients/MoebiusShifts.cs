using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>Experiments at shifted settings, and what they say about Σ_r w_r ∂s_r/∂θ; behind <see cref="MoebiusEstimator"/>.</summary>
/// <param name="machine">The machine, prepared, at the θ in question.</param>
/// <param name="batch">The samples.</param>
/// <param name="here">Their outputs at that θ, judged.</param>
/// <param name="shift">h.</param>
internal sealed class MoebiusShifts(IScatters machine, Batch batch, ForwardProbes here, double shift)
{
    private readonly ForwardProbes _there = new(machine);
    private readonly Complex?[] _detunings = new Complex?[machine.Modes];
    private readonly Dictionary<int, int> _parameters = machine.Knobs
        .Where(knob => knob.Kind == KnobKind.Detuning).ToDictionary(knob => knob.First, knob => knob.Parameter);

    /// <summary>Σ w ∂s/∂Δ of a mode, summed over samples; measured once.</summary>
    public Complex Detuning(int mode) => _detunings[mode] ??= Slope([_parameters[mode]]);

    /// <summary>Σ w ∂s along a coupling and both of its detunings, turned together.</summary>
    public Complex Joint(ScatteringKnob knob) => Slope([knob.Parameter, _parameters[knob.First], _parameters[knob.Second]]);

    /// <summary>What a port's rate changes by letting more in and out; its probe alone is sent once more where others entered beside it.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="driven">Whether a part of the probe enters there, in transmission.</param>
    public double ThroughPort(int mode, bool driven)
    {
        var (readout, lanes) = (machine.Readout, machine.Lanes);
        var outgoing = new Complex[driven ? machine.Modes * lanes : 0];
        if (driven)
        {
            machine.Prepare(batch);
            var incoming = new Complex[outgoing.Length];
            incoming.AsSpan(mode * lanes, lanes).Fill(readout.Probe[mode]);
            machine.Probe(incoming, new Complex[outgoing.Length], outgoing);
        }

        Complex sum = 0;
        for (var r = 0; r < readout.Outputs.Count; r++)
        {
            var own = readout.Outputs[r] == mode;
            for (var lane = 0; lane < batch.Active; lane++)
            {
                var (w, s) = (here.Weights[r * lanes + lane], here.Amplitudes[r * lanes + lane]);
                Complex change = 0;
                if (own)
                {
                    change = readout.Reflection ? 2 * (s - 1) : s - readout.Probe[mode];
                }

                if (driven)
                {
                    change += outgoing[readout.Outputs[r] * lanes + lane] - (own ? readout.Probe[mode] : 0);
                }

                sum += w * change;
            }
        }

        return sum == 0 ? 0 : sum.Real / (2 * here.PortRate(mode));
    }

    /// <summary>∂C/∂φ of an output; needs no experiment.</summary>
    public double Quadrature(int output)
    {
        var sum = 0.0;
        for (var lane = 0; lane < batch.Active; lane++)
        {
            var i = output * machine.Lanes + lane;
            sum += (here.Weights[i] * here.Amplitudes[i]).Imaginary;
        }

        return sum;
    }

    private Complex Slope(ReadOnlySpan<int> parameters)
    {
        var plus = At(parameters, shift);
        var minus = At(parameters, -shift);
        Complex sum = 0;
        for (var r = 0; r < machine.Readout.Outputs.Count; r++)
        {
            for (var lane = 0; lane < batch.Active; lane++)
            {
                var i = r * machine.Lanes + lane;
                var across = plus[i] - minus[i];
                // A Möbius function that takes one value twice is a constant.
                if (across != 0)
                {
                    var (up, down) = (plus[i] - here.Amplitudes[i], here.Amplitudes[i] - minus[i]);
                    sum += here.Weights[i] * (2 * up * down / (shift * across));
                }
            }
        }

        return sum;
    }

    private Complex[] At(ReadOnlySpan<int> parameters, double distance)
    {
        var θ = machine.Learning.Theta;
        var kept = θ.ToArray();
        foreach (var parameter in parameters)
        {
            θ[parameter] += distance;
        }

        machine.Prepare(batch);
        _there.Run();
        kept.CopyTo(θ);
        return [.. _there.Amplitudes];
    }
}

using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>The gradient of a scattering machine from its own scattering: products of two fields measured where the parameters sit.</summary>
/// <remarks>
/// With fields a of the forward probe, and a' of the adjoint one (the error signals w sent into the outputs), ∂C/∂Δ_j = Re(i a'_j a_j) and
/// ∂C/∂J_jl = Re(i(a'_j a_l + a'_l a_j)). Exact at any amplitude and with any loss; no parameter is touched.
/// <para>A reciprocal machine (J real, S = Sᵀ) is probed from its outputs: m experiments for m outputs in reflection, where every probe is its own
/// adjoint, and two in transmission, where all error signals are sent at once. Another machine is probed from every port, so every mode
/// that carries a parameter needs one.</para>
/// <para>C. C. Wanjura, F. Marquardt, Nature Physics 20 (2024) 1434.</para>
/// </remarks>
public sealed record ReciprocityEstimator : IGradientEstimator
{
    /// <inheritdoc/>
    public string Name => "reciprocity";

    /// <inheritdoc/>
    public bool Supports(IMachine machine, out string reason)
    {
        if (!Capability.Require<IScatters>(machine, out reason))
        {
            return false;
        }

        var scatterer = (IScatters)machine;
        if (!scatterer.IsReciprocal && Touched(scatterer).FirstOrDefault(mode => scatterer.PortRates[mode] == 0, -1) is var mode and >= 0)
        {
            var group = scatterer.Groups.First(one => mode < one.First + one.Count);
            reason = $"this {machine.Kind} machine is not reciprocal, so it is probed from every port, and mode {mode - group.First} of {group.Name} has none; "
                + "give it a port, or make all couplings real";
        }

        return reason.Length == 0;
    }

    /// <summary>Experiments for one sample.</summary>
    public double Passes(IMachine machine)
    {
        var scatterer = Capability.Get<IScatters>(machine);
        return (scatterer.IsReciprocal, scatterer.Readout.Reflection) switch
        {
            (true, true) => ForwardProbes.CountFor(scatterer),
            (true, false) => 2,
            (false, var reflection) => ForwardProbes.CountFor(scatterer)
                + Touched(scatterer).Except(reflection ? scatterer.Readout.Outputs : []).Count(),
        };
    }

    /// <inheritdoc/>
    public double Estimate(IMachine machine, Batch batch, Span<double> gradient)
    {
        var scatterer = Capability.Get<IScatters>(machine);
        ArgumentNullException.ThrowIfNull(batch);
        GradientLength.Require(machine, gradient);
        using var _ = new RestingField(machine.Learning);
        scatterer.Prepare(batch);
        var forward = new ForwardProbes(scatterer);
        forward.Run();
        var cost = forward.Judge(batch);
        var (lanes, readout) = (machine.Lanes, scatterer.Readout);
        gradient.Clear();
        var ports = scatterer.IsReciprocal ? [] : FromEveryPort(scatterer, forward);
        var sources = new Complex[scatterer.Modes * lanes];
        var adjoint = new Complex[sources.Length];
        for (var experiment = 0; experiment < forward.Count; experiment++)
        {
            Array.Clear(sources);
            for (var r = readout.Reflection ? experiment : 0; r < (readout.Reflection ? experiment + 1 : readout.Outputs.Count); r++)
            {
                for (var lane = 0; lane < lanes; lane++)
                {
                    sources[readout.Outputs[r] * lanes + lane] += forward.Weights[r * lanes + lane];
                }
            }

            var fields = forward.Fields[experiment];
            if (!scatterer.IsReciprocal)
            {
                Gather(scatterer, forward, ports, sources, adjoint);
            }
            else if (readout.Reflection)
            {
                // Linear in the probe: the error signal would have brought the same field, w times as strong.
                var weights = forward.Weights.AsSpan(experiment * lanes, lanes);
                for (var i = 0; i < adjoint.Length; i++)
                {
                    adjoint[i] = weights[i % lanes] * fields[i];
                }
            }
            else
            {
                scatterer.Probe(sources, adjoint, new Complex[adjoint.Length]);
            }

            foreach (var knob in scatterer.Knobs)
            {
                gradient[knob.Parameter] += Slope(knob, forward, forward.Incoming[experiment], fields, sources, adjoint, batch.Active, lanes);
            }
        }

        foreach (var knob in scatterer.Knobs.Where(knob => knob.Kind == KnobKind.Quadrature))
        {
            for (var lane = 0; lane < batch.Active; lane++)
            {
                // y = Re(e^(−iφ)s) falls by Im as φ turns.
                var i = knob.First * lanes + lane;
                gradient[knob.Parameter] += (forward.Weights[i] * forward.Amplitudes[i]).Imaginary;
            }
        }

        return cost;
    }

    private static double Slope(
        ScatteringKnob knob, ForwardProbes forward, Complex[] incoming, Complex[] fields, Complex[] sources, Complex[] adjoint, int active, int lanes)
    {
        var sum = 0.0;
        var rate = knob.Kind == KnobKind.PortRate ? forward.PortRate(knob.First) : 0;
        for (var lane = 0; lane < active; lane++)
        {
            var (a, b) = (knob.First * lanes + lane, knob.Second * lanes + lane);
            sum += knob.Kind switch
            {
                KnobKind.Detuning => -(adjoint[a] * fields[a]).Imaginary,
                KnobKind.Coupling => -(adjoint[a] * fields[b] + adjoint[b] * fields[a]).Imaginary,
                KnobKind.Flux => (adjoint[b] * fields[a] - adjoint[a] * fields[b]).Real,
                KnobKind.PortRate => 0.5 * (adjoint[a] * fields[a]).Real + ThroughPort(a),
                _ => 0,
            };
        }

        return sum;

        // κ also decides how much of the probe enters and how much of the field leaves; nothing does where there is no port.
        double ThroughPort(int i) => incoming[i] == 0 && sources[i] == 0
            ? 0
            : (adjoint[i] * incoming[i] + sources[i] * fields[i]).Real / (2 * Math.Sqrt(rate));
    }

    /// <summary>Modes that a machine without reciprocity must be probed from: those that carry a parameter.</summary>
    private static IEnumerable<int> Touched(IScatters machine) => machine.Knobs
        .Where(knob => knob.Kind != KnobKind.Quadrature)
        .SelectMany(knob => (int[])[knob.First, knob.Second])
        .Distinct();

    private static Dictionary<int, Complex[]> FromEveryPort(IScatters machine, ForwardProbes forward)
    {
        var lanes = machine.Lanes;
        var all = new Dictionary<int, Complex[]>();
        for (var r = 0; machine.Readout.Reflection && r < forward.Count; r++)
        {
            all[machine.Readout.Outputs[r]] = forward.Fields[r];
        }

        var incoming = new Complex[machine.Modes * lanes];
        var outgoing = new Complex[incoming.Length];
        foreach (var port in Touched(machine).Where(port => !all.ContainsKey(port)).ToArray())
        {
            Array.Clear(incoming);
            incoming.AsSpan(port * lanes, lanes).Fill(1);
            all[port] = new Complex[incoming.Length];
            machine.Probe(incoming, all[port], outgoing);
        }

        return all;
    }

    /// <summary>What the error signals would bring to every mode if waves ran backwards: a'_j = Σ_r √κ_r w_r a_r^(j)/√κ_j.</summary>
    private static void Gather(
        IScatters machine, ForwardProbes forward, Dictionary<int, Complex[]> ports, Complex[] sources, Complex[] adjoint)
    {
        var lanes = machine.Lanes;
        Array.Clear(adjoint);
        foreach (var (port, fields) in ports)
        {
            foreach (var output in machine.Readout.Outputs.Distinct())
            {
                var scale = Math.Sqrt(forward.PortRate(output) / forward.PortRate(port));
                for (var lane = 0; lane < lanes; lane++)
                {
                    adjoint[port * lanes + lane] += scale * sources[output * lanes + lane] * fields[output * lanes + lane];
                }
            }
        }
    }
}

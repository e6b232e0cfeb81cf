using System.Numerics;

namespace Loschmidt.Devices.Wire;

/// <summary>The verbs of a device whose parameters the computer changes.</summary>
internal sealed class HostUpdatedVerbs : WireVerbs
{
    private readonly IDevice _device;
    private readonly double[] _theta;
    private readonly double[] _aim;
    private readonly List<Action> _since = [];
    private double _epsilon;
    private bool _homeward;

    public HostUpdatedVerbs(IDevice device, DeviceHello about, ReadOnlySpan<double> theta)
        : base(about)
    {
        (_device, _theta, _aim) = (device, theta.ToArray(), new double[about.Targets]);
        _device.Load(_theta);
    }

    /// <summary>What a device of this interface says of itself.</summary>
    public static DeviceHello Describe(DeviceDescription device, string name)
    {
        List<WireVerb> verbs = [WireVerb.Prepare, WireVerb.Evolve, WireVerb.Read, WireVerb.Load, WireVerb.Theta];
        if (device.Verbs.HasFlag(DeviceVerbs.Echo))
        {
            verbs.AddRange([WireVerb.Inject, WireVerb.Reverse, WireVerb.Listen]);
        }

        if (device.Verbs.HasFlag(DeviceVerbs.Probe))
        {
            verbs.Add(WireVerb.Probe);
        }

        if (device.Scattering is { } scattering
            && (scattering.Modes > ScatteringWriter.MostModes || scattering.Knobs.Count > ScatteringWriter.MostKnobs))
        {
            throw new ArgumentException(
                $"{scattering.Modes} modes with {scattering.Knobs.Count} knobs do not fit into a greeting; at most {ScatteringWriter.MostModes} and {ScatteringWriter.MostKnobs} do",
                nameof(device));
        }

        return new DeviceHello
        {
            Name = name,
            Kind = DeviceKind.HostUpdated,
            Features = device.Features,
            Outputs = device.Outputs,
            Targets = device.Targets > 0 ? device.Targets : device.Outputs,
            Verbs = verbs,
            Base64 = true,
            Parameters = [.. device.Parameters.Tensors.Select(tensor => new DeviceTensor(tensor.Name, [.. tensor.Shape]))],
            Scattering = device.Scattering,
        };
    }

    public override WireResult Do(IReadOnlyList<WireAction> line, int at)
    {
        var action = line[at];
        switch (action.Verb)
        {
            case WireVerb.Load:
                action.Numbers.CopyTo(_theta, 0);
                _device.Load(_theta);
                return default;
            case WireVerb.Theta:
                return new WireResult(_theta.ToArray());
            case WireVerb.Prepare:
                Prepare(action.Numbers, AimOf(line, at) ?? _aim);
                return default;
            case WireVerb.Evolve:
                Then(_homeward ? _device.Return : _device.Evolve);
                return default;
            case WireVerb.Inject:
                Aim(action.Numbers);
                _epsilon += action.Epsilon;
                return default;
            case WireVerb.Reverse when !action.OnlyLearning:
                var nudge = -_epsilon; // the flow of C before the reversal is −ε after it
                Then(() => Reverse(nudge));
                (_epsilon, _homeward) = (0, !_homeward);
                return default;
            case WireVerb.Read:
                return Read(_device.Read);
            case WireVerb.Listen:
                var momenta = new double[_theta.Length];
                _device.Listen(momenta);
                return new WireResult(momenta);
            case WireVerb.Probe when _device.Description.Scattering is { Modes: var modes } && action.Numbers.Length == modes:
                return Probe(action, modes);
            case WireVerb.Probe:
                throw new WireException(WireFault.Shape, $"{action.Numbers.Length} tones are not one a mode", at);
            default:
                throw new WireException(WireFault.Verb, $"this device cannot do that: '{WireWords.Text(action.Verb)}'", at);
        }
    }

    private void Prepare(double[] input, double[] aim)
    {
        aim.CopyTo(_aim, 0);
        (_epsilon, _homeward) = (0, false);
        if (!_device.Description.Verbs.HasFlag(DeviceVerbs.Echo))
        {
            _since.Clear(); // nothing is injected, so nothing is done again
            _device.Prepare(input);
            return;
        }

        _since.Clear();
        Then(() =>
        {
            _device.Aim(_device.Description.Targets > 0 ? _aim : [], LabelOf(_aim)); // labels are told by themselves
            _device.Prepare(input);
        });
    }

    /// <summary>A device that is aimed before a sample is prepared does everything since again where the aim comes later: its parameters have not moved.</summary>
    private void Aim(double[] target)
    {
        if (target.AsSpan().SequenceEqual(_aim))
        {
            return;
        }

        target.CopyTo(_aim, 0);
        foreach (var verb in _since)
        {
            verb();
        }
    }

    private void Then(Action verb)
    {
        verb();
        _since.Add(verb);
    }

    private void Reverse(double nudge)
    {
        _device.Reverse();
        if (nudge != 0)
        {
            _device.Nudge(nudge);
        }
    }

    private WireResult Probe(WireAction action, int modes)
    {
        var (sent, fields, outgoing) = (new Complex[modes], new Complex[modes], new Complex[modes]);
        for (var mode = 0; mode < modes; mode++)
        {
            sent[mode] = new Complex(action.Numbers[mode], action.Imaginary[mode]);
        }

        _device.Frequency = action.Frequency;
        try
        {
            _device.Probe(sent, fields, outgoing);
        }
        finally
        {
            _device.Frequency = 0; // it was of this probe alone: outputs are read at the reference frequency
        }

        return new WireResult(
            [.. fields.Concat(outgoing).Select(wave => wave.Real)], [.. fields.Concat(outgoing).Select(wave => wave.Imaginary)]);
    }

    private int LabelOf(double[] target) => _device.Description.Targets > 0 ? -1 : Array.IndexOf(target, target.Max());
}

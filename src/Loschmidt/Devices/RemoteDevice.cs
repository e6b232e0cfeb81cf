using Loschmidt.Devices.Wire;
using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>A host-updated device behind a wire, as a laboratory's device: θ is loaded, a sample sent through and home, momenta listened to.</summary>
/// <remarks>
/// Verbs are collected and sent when something is to be told, so an echo is a few lines. What reversals and injections do to π is known (a change of sign, nothing), so only
/// passes are listened to. The cost is worked out here, C = ½ Σ (y − t)², the same whose flow the device injects: a nudge for ε after the reversal is an injection for −ε before it.
/// </remarks>
public sealed class RemoteDevice : IDevice, IDisposable
{
    private readonly DeviceClient _client;
    private readonly bool _labels;
    private readonly double _bright;
    private readonly double _dark;
    private readonly List<WireAction> _pending = [];
    private readonly double[] _theta;
    private readonly double[] _momenta;
    private readonly double[] _outputs;
    private readonly double[] _target;
    private bool _heard;
    private bool _read;
    private bool _homeward;

    /// <summary>Takes a device over; its parameters are those that it has now, where it tells them.</summary>
    /// <param name="client">The way to it; disposed with this.</param>
    /// <param name="labels">Whether samples bring labels rather than targets.</param>
    /// <param name="bright">Target number of the right answer.</param>
    /// <param name="dark">Target number of the others.</param>
    /// <exception cref="NotSupportedException">It is not host-updated, or lacks what any training needs; says what.</exception>
    public RemoteDevice(DeviceClient client, bool labels, double bright = 1, double dark = 0)
    {
        ArgumentNullException.ThrowIfNull(client);
        var about = client.About;
        if (about.Kind != DeviceKind.HostUpdated)
        {
            throw new NotSupportedException($"device {client.Place} teaches itself and takes no parameters; use training.estimator: self-learning");
        }

        WireVerb[] needed = [WireVerb.Load, WireVerb.Prepare, WireVerb.Evolve, WireVerb.Read];
        if (Array.FindIndex(needed, verb => !about.Can(verb)) is >= 0 and var lacking)
        {
            throw new NotSupportedException($"device {client.Place} does not offer '{needed[lacking].ToString().ToLowerInvariant()}', without which no computer can train it");
        }

        if (about.Targets != about.Outputs)
        {
            throw new NotSupportedException(
                $"device {client.Place} reads {about.Outputs} outputs but is aimed at {about.Targets} targets, so nobody here can tell how well it does");
        }

        (_client, _labels, _bright, _dark) = (client, labels, bright, dark);
        (_theta, _momenta) = (new double[about.ParameterCount], new double[about.ParameterCount]);
        (_outputs, _target) = (new double[about.Outputs], new double[about.Targets]);
        WireVerb[] echo = [WireVerb.Inject, WireVerb.Reverse, WireVerb.Listen];
        var verbs = about.Conjugates && echo.All(about.Can) ? DeviceVerbs.Echo : DeviceVerbs.None;
        var layout = new ParameterLayout([.. about.Parameters.Select(static tensor => (tensor.Name, tensor.Shape))]);
        Description = new DeviceDescription("device", about.Features, about.Outputs, labels ? 0 : about.Targets, layout, verbs)
        {
            Limits = [.. about.Parameters.SelectMany(static tensor => Enumerable.Repeat(
                tensor.Range ?? new DeviceRange(double.NegativeInfinity, double.PositiveInfinity), tensor.Shape.Aggregate(1, static (product, extent) => product * extent)))],
        };
        if (about.Can(WireVerb.Theta))
        {
            _client.Ask(WireAction.Theta)[0].Numbers!.CopyTo(_theta, 0);
        }
    }

    /// <inheritdoc/>
    public DeviceDescription Description { get; }

    /// <inheritdoc/>
    public long Experiments { get; private set; }

    /// <summary>θ as it was last loaded, or as the device had it at first.</summary>
    public ReadOnlySpan<double> Theta => _theta;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">When set: a device behind a wire has no light to be tuned.</exception>
    public double Frequency
    {
        get => 0;
        set => throw new NotSupportedException($"device {_client.Place} has no ports that waves could be sent into");
    }

    /// <inheritdoc/>
    public void Announce(long moment, int block)
    {
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta) => theta.CopyTo(_theta);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The label is none of the answers.</exception>
    public void Aim(ReadOnlySpan<double> targets, int label)
    {
        if (!_labels)
        {
            targets.CopyTo(_target);
        }
        else if (label < 0 || label >= Math.Max(2, _target.Length))
        {
            throw new ArgumentException($"the label {label} is none of the {Math.Max(2, _target.Length)} answers of this device", nameof(label));
        }
        else if (_target.Length == 1)
        {
            _target[0] = label == 1 ? _bright : _dark;
        }
        else
        {
            _target.AsSpan().Fill(_dark);
            _target[label] = _bright;
        }
    }

    /// <inheritdoc/>
    /// <remarks>θ is loaded with it, which puts the momenta to rest.</remarks>
    public void Prepare(ReadOnlySpan<double> input)
    {
        _pending.Clear();
        _pending.Add(WireAction.Load([.. _theta]));
        Then(WireAction.Prepare(input.ToArray()));
        Array.Clear(_momenta);
        (_heard, _homeward) = (true, false);
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        Then(WireAction.Evolve);
        _heard = false;
        Experiments++;
    }

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        if (!_read)
        {
            Send(WireVerb.Read);
        }

        _outputs.CopyTo(outputs);
    }

    /// <inheritdoc/>
    public double Cost()
    {
        Read(_outputs);
        return SealedMachine.CostOf(_outputs, _target);
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        Then(WireAction.Reverse);
        System.Numerics.Tensors.TensorPrimitives.Negate<double>(_momenta, _momenta);
        _homeward = !_homeward;
    }

    /// <inheritdoc/>
    public void Nudge(double epsilon)
    {
        if (_pending.Count > 0 && _pending[^1] == WireAction.Reverse)
        {
            _pending.RemoveAt(_pending.Count - 1);
        }
        else
        {
            Then(WireAction.Reverse);
        }

        Then(WireAction.Inject([.. _target], -epsilon));
        Then(WireAction.Reverse);
    }

    /// <inheritdoc/>
    public void Return() => Evolve();

    /// <inheritdoc/>
    public void Listen(Span<double> momenta)
    {
        if (!_heard)
        {
            Send(WireVerb.Listen);
        }

        _momenta.CopyTo(momenta);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the taps of a device behind a wire are not described.</exception>
    public void Probe(ReadOnlySpan<System.Numerics.Complex> incoming, Span<System.Numerics.Complex> fields, Span<System.Numerics.Complex> outgoing) =>
        throw new NotSupportedException($"device {_client.Place} has no ports that waves could be sent into");

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private void Then(WireAction verb)
    {
        _pending.Add(verb);
        _read = false;
    }

    /// <summary>Sends what was collected, and has told whatever is likely to be asked for next, so that nobody waits twice.</summary>
    private void Send(WireVerb wanted)
    {
        var canListen = Description.Verbs.HasFlag(DeviceVerbs.Echo);
        if (canListen && !_heard)
        {
            _pending.Add(WireAction.Listen);
        }

        if (wanted == WireVerb.Read || !_homeward)
        {
            _pending.Add(WireAction.Read);
        }

        WireAction[] verbs = [.. _pending];
        var answers = _client.Ask(verbs);
        _pending.Clear();
        for (var at = 0; at < verbs.Length; at++)
        {
            if (verbs[at].Verb == WireVerb.Listen)
            {
                answers[at].Numbers!.CopyTo(_momenta, 0);
                _heard = true;
            }
            else if (verbs[at].Verb == WireVerb.Read)
            {
                answers[at].Numbers!.CopyTo(_outputs, 0);
                _read = true;
            }
        }
    }
}

using System.Numerics;
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
    private readonly SquaredError _error;
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

        (_client, _error) = (client, new SquaredError(about.Outputs, labels, bright, dark));
        (_theta, _momenta) = (new double[about.ParameterCount], new double[about.ParameterCount]);
        (_outputs, _target) = (new double[about.Outputs], new double[about.Targets]);
        WireVerb[] echo = [WireVerb.Inject, WireVerb.Reverse, WireVerb.Listen];
        var verbs = (about.Conjugates && echo.All(about.Can) ? DeviceVerbs.Echo : DeviceVerbs.None)
            | (about.Scattering is null ? DeviceVerbs.None : DeviceVerbs.Probe);
        var layout = new ParameterLayout([.. about.Parameters.Select(static tensor => (tensor.Name, tensor.Shape))]);
        Description = new DeviceDescription("device", about.Features, about.Outputs, labels ? 0 : about.Targets, layout, verbs)
        {
            Scattering = about.Scattering,
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

    /// <summary>What its program writes to standard error, for people.</summary>
    public DeviceRemarks Remarks { get; init; } = new();

    /// <inheritdoc/>
    public long Experiments { get; private set; }

    /// <summary>θ as it was last loaded, or as the device had it at first.</summary>
    public ReadOnlySpan<double> Theta => _theta;

    /// <inheritdoc/>
    /// <remarks>Of probes; a device behind a wire reads its outputs at the reference frequency.</remarks>
    /// <exception cref="NotSupportedException">When set: the device's ports are not described.</exception>
    public double Frequency
    {
        get;
        set => field = Description.Scattering is null ? throw Portless : value;
    }

    private NotSupportedException Portless => new($"device {_client.Place} describes no ports that waves could be sent into");

    /// <inheritdoc/>
    public void Announce(long moment, int block)
    {
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta) => theta.CopyTo(_theta);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The label is none of the answers.</exception>
    public void Aim(ReadOnlySpan<double> targets, int label) => _error.Aim(targets, label, _target);

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
    /// <exception cref="NotSupportedException">The light was tuned away from the reference frequency.</exception>
    public void Evolve()
    {
        if (Frequency != 0)
        {
            throw new NotSupportedException($"device {_client.Place} reads its outputs at the reference frequency alone, so set the frequency to 0");
        }

        Then(WireAction.Evolve);
        _heard = false;
        Experiments += Description.Scattering?.Readout is { Reflection: true } readout ? readout.Outputs.Count : 1;
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

    /// <summary>C = ½ Σ (y − t)² of outputs and its slope, as <see cref="OutputCost"/> has them: what a device that can be probed is judged by where nothing else is asked for.</summary>
    /// <param name="outputs">y, [outputs × lanes of the batch].</param>
    /// <param name="batch">Labels or targets; only active lanes count.</param>
    /// <param name="slope">∂C/∂y, as <paramref name="outputs"/>, overwritten.</param>
    /// <returns>C summed over samples.</returns>
    /// <exception cref="ArgumentException">A label is none of the answers.</exception>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _error.Judge(outputs, batch, slope);
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
    /// <exception cref="NotSupportedException">The device's ports are not described.</exception>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
    {
        var modes = Description.Scattering?.Modes ?? throw Portless;
        double[] re = new double[modes], im = new double[modes];
        for (var mode = 0; mode < modes; mode++)
        {
            (re[mode], im[mode]) = (incoming[mode].Real, incoming[mode].Imaginary);
        }

        _pending.Add(WireAction.Probe(re, im, Frequency));
        var waves = _client.Ask([.. _pending])[^1];
        _pending.Clear();
        for (var mode = 0; mode < modes; mode++)
        {
            fields[mode] = new Complex(waves.Numbers![mode], waves.Imaginary![mode]);
            outgoing[mode] = new Complex(waves.Numbers[modes + mode], waves.Imaginary[modes + mode]);
        }

        Experiments++;
    }

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

using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>A device that comes home, as a machine of one lane: echoes are run on it, and its parameters' momenta listened to.</summary>
/// <remarks>A laboratory cannot keep a field; going back to what was kept means to do everything since <see cref="DeviceMachine.Prepare"/> again.</remarks>
public sealed class DeviceEchoMachine : DeviceMachine, IReverses
{
    private readonly List<Action> _history = [];
    private List<Action>? _kept;
    private double[]? _keptMomenta;

    /// <summary>Takes a device over.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="NotSupportedException">The device has no echo.</exception>
    public DeviceEchoMachine(IDevice device)
        : base(device ?? throw new ArgumentNullException(nameof(device)))
    {
        if (!device.Description.Verbs.HasFlag(DeviceVerbs.Echo))
        {
            throw new NotSupportedException($"a {device.Description.Kind} device cannot be reversed, so it has no echo");
        }
    }

    /// <inheritdoc/>
    public override int Targets => Device.Description.Targets;

    /// <inheritdoc/>
    public override void Evolve() => Do(Device.Evolve);

    /// <inheritdoc/>
    public override double Cost() => Device.Cost();

    /// <inheritdoc/>
    public void Reverse() => Do(Device.Reverse);

    /// <inheritdoc/>
    public void Nudge(double epsilon) => Do(() => Device.Nudge(epsilon));

    /// <inheritdoc/>
    public void Return() => Do(Device.Return);

    /// <inheritdoc/>
    public void Keep() => (_kept, _keptMomenta) = ([.. _history], Learning.Pi.ToArray());

    /// <inheritdoc/>
    public void Recall()
    {
        var again = _kept ?? throw new InvalidOperationException("nothing was kept");
        foreach (var verb in again)
        {
            verb();
        }

        _history.Clear();
        _history.AddRange(again);
        _keptMomenta.CopyTo(Learning.Pi);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: a device keeps its field to itself.</exception>
    public HomeDistance DistanceFromKept() =>
        throw new NotSupportedException($"a {Kind} device keeps its field to itself, so it cannot be seen how near it came home");

    private protected override void Begin(Batch batch)
    {
        if (Learning.Pi.IndexOfAnyExcept(0.0) >= 0)
        {
            throw new NotSupportedException("a device starts a pass with its parameters at rest; momenta cannot be sent to it");
        }

        var targets = TargetsOf(batch);
        var input = new double[Features];
        for (var k = 0; k < input.Length; k++)
        {
            input[k] = batch.Inputs[k * batch.Lanes];
        }

        var label = batch.Labels[0];
        Device.Aim(targets, label);
        _history.Clear();
        _history.Add(() =>
        {
            Device.Aim(targets, label);
            Device.Prepare(input);
        });
    }

    private void Do(Action verb)
    {
        verb();
        _history.Add(verb);
        Device.Listen(Learning.Pi);
    }
}

using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>A device as a machine of one lane: trainers, estimators and evaluation drive it, and see no more of it than its verbs show.</summary>
/// <remarks>θ lives here and is sent to the device when it has changed.</remarks>
public abstract class DeviceMachine : IModelled, IDrawsNoise, IRefuses, ISettles
{
    private readonly double[] _loaded;
    private readonly double[] _input;
    private IEvolves? _model;
    private bool _fresh = true;

    private protected DeviceMachine(IDevice device)
    {
        Device = device;
        var about = device.Description;
        Learning = new LearningField(about.Parameters.Count, 0, 0);
        (_loaded, _input) = (new double[Learning.Count], new double[about.Features]);
    }

    /// <summary>The device behind it.</summary>
    public IDevice Device { get; }

    /// <inheritdoc/>
    public string Kind => Device.Description.Kind;

    /// <inheritdoc/>
    public ParameterLayout Parameters => Device.Description.Parameters;

    /// <inheritdoc/>
    /// <remarks>θ as the computer has it, and what it heard of π; both at rest while the device runs.</remarks>
    public LearningField Learning { get; }

    /// <inheritdoc/>
    public int Lanes => 1;

    /// <inheritdoc/>
    public int Features => Device.Description.Features;

    /// <inheritdoc/>
    public int Outputs => Device.Description.Outputs;

    /// <inheritdoc/>
    public abstract int Targets { get; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">None was given with the device.</exception>
    public IEvolves Model => _model ?? throw new NotSupportedException(Unmodelled);

    private string Unmodelled => Device is RemoteDevice
        ? "no computer model was given with this device; name one by machine.twin, a preset or experiment with the same parameters"
        : $"no computer model was given with this {Noun}";

    private string Noun => Device is RemoteDevice ? "device" : $"{Kind} device";

    /// <summary>The machine that a device makes.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cost">What outputs of a device that can be probed are judged by; one with an echo brings its own.</param>
    /// <param name="targets">Target numbers that <paramref name="cost"/> wants of a sample.</param>
    /// <param name="model">Its equations, for estimators that calculate beside it; null where nobody has them.</param>
    /// <exception cref="NotSupportedException">The device can neither be probed and judged nor come home.</exception>
    public static DeviceMachine Of(IDevice device, OutputCost? cost, int targets = 0, IEvolves? model = null)
    {
        var machine = Bare(device, cost, targets);
        machine._model = model;
        return machine;
    }

    private static DeviceMachine Bare(IDevice device, OutputCost? cost, int targets)
    {
        ArgumentNullException.ThrowIfNull(device);
        var verbs = device.Description.Verbs;
        if (verbs.HasFlag(DeviceVerbs.Probe) && cost is not null)
        {
            return new DeviceScatterer(device, cost, targets);
        }

        if (device is RemoteDevice && !verbs.HasFlag(DeviceVerbs.Echo))
        {
            return new DeviceForwardMachine(device);
        }

        return verbs.HasFlag(DeviceVerbs.Echo)
            ? new DeviceEchoMachine(device)
            : throw new NotSupportedException(
                $"a {device.Description.Kind} device can neither be probed nor reversed, so nothing can be learned from it");
    }

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Active > 1 || batch.Features != Features)
        {
            throw new ArgumentException(
                $"a device takes one sample of {Features} numbers at a time, not {batch.Active} of {batch.Features}", nameof(batch));
        }

        var θ = Learning.Theta;
        if (_fresh || !θ.SequenceEqual(_loaded))
        {
            Device.Load(θ);
            θ.CopyTo(_loaded);
            _fresh = false;
        }

        for (var k = 0; k < _input.Length; k++)
        {
            _input[k] = batch.Inputs[k * batch.Lanes];
        }

        Begin(batch);
        Device.Prepare(_input);
    }

    /// <inheritdoc/>
    public virtual void Evolve() => Device.Evolve();

    /// <inheritdoc/>
    public abstract double Cost();

    /// <inheritdoc/>
    public virtual void Read(Span<double> outputs) => Device.Read(outputs);

    /// <inheritdoc/>
    public string? DescribeFault()
    {
        var outputs = new double[Outputs];
        Read(outputs);
        var fault = Array.FindIndex(outputs, value => !double.IsFinite(value));
        return fault < 0 ? null : $"output {fault} of the {Noun} reads {outputs[fault]}";
    }

    /// <inheritdoc/>
    public void Name(long moment, int block) => Device.Announce(moment, block);

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine =>
        this is TCapability
            ? typeof(TCapability) == typeof(IModelled) && _model is null ? Unmodelled : null
            : typeof(TCapability).Name switch
            {
                nameof(IScatters) => $"this {Noun} has no ports that waves could be sent into; use echo",
                nameof(IReverses) => $"this {Noun} cannot be reversed; use {(this is IScatters ? "reciprocity" : "spsa")}",
                _ => $"this {(Device is RemoteDevice ? "device" : $"{Kind} machine is a device, which")} shows nothing of its inside; only what can be measured is to be had: "
                    + (this is IScatters ? "reciprocity, parameter-shift, spsa, central-differences" : this is IReverses ? "echo, one-sided, spsa, central-differences" : "spsa, central-differences"),
            };

    /// <summary>Keeps trained parameters within what the device stands.</summary>
    /// <param name="theta">θ, [parameters]; overwritten in place.</param>
    public virtual void Settle(Span<double> theta)
    {
        for (var i = 0; Device.Description.Limits is { } limits && i < theta.Length; i++)
        {
            theta[i] = Math.Clamp(theta[i], limits[i].From, limits[i].To);
        }
    }

    /// <summary>Tells the device what a sample's cost aims at.</summary>
    private protected void Aim(Batch batch) => Device.Aim(TargetsOf(batch), batch.Labels[0]);

    /// <summary>Target numbers of the sample in the first lane.</summary>
    private protected double[] TargetsOf(Batch batch)
    {
        var targets = new double[Targets];
        for (var k = 0; k < targets.Length; k++)
        {
            targets[k] = batch.Targets[k * batch.Lanes];
        }

        return targets;
    }

    /// <summary>What is to be told to the device before a sample's inputs.</summary>
    private protected abstract void Begin(Batch batch);
}

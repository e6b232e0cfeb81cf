using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Devices;

/// <summary>A device that can be probed, as a scattering machine of one lane; what its outputs cost is worked out here.</summary>
public sealed class DeviceScatterer : DeviceMachine, IScatters
{
    private readonly OutputCost _cost;
    private readonly ScatteringDescription _about;
    private readonly double[] _outputs;
    private readonly double[] _slope;
    private Batch? _batch;
    private bool _read;

    /// <summary>Takes a device over.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cost">What its outputs are judged by.</param>
    /// <param name="targets">Target numbers that <paramref name="cost"/> wants of a sample.</param>
    /// <exception cref="NotSupportedException">The device cannot be probed.</exception>
    public DeviceScatterer(IDevice device, OutputCost cost, int targets = 0)
        : base(device ?? throw new ArgumentNullException(nameof(device)))
    {
        _about = device.Description.Scattering
            ?? throw new NotSupportedException($"a {device.Description.Kind} device has no ports that waves could be sent into");
        (_cost, Targets) = (cost, targets);
        (_outputs, _slope) = (new double[Outputs], new double[Outputs]);
    }

    /// <inheritdoc/>
    public override int Targets { get; }

    /// <inheritdoc/>
    public int Modes => _about.Modes;

    /// <inheritdoc/>
    public IReadOnlyList<ModeGroup> Groups => _about.Groups;

    /// <inheritdoc/>
    public IReadOnlyList<double> PortRates => _about.PortRates;

    /// <inheritdoc/>
    public bool IsReciprocal => _about.IsReciprocal;

    /// <inheritdoc/>
    public IReadOnlyList<ScatteringKnob> Knobs => _about.Knobs;

    /// <inheritdoc/>
    public ScatteringReadout Readout => _about.Readout;

    /// <inheritdoc/>
    public double Frequency
    {
        get => Device.Frequency;
        set => Device.Frequency = value;
    }

    /// <inheritdoc/>
    public override void Evolve()
    {
        base.Evolve();
        _read = false;
    }

    /// <inheritdoc/>
    /// <remarks>Measured once: cost and outputs are of the same reading.</remarks>
    public override void Read(Span<double> outputs)
    {
        if (!_read)
        {
            base.Read(_outputs);
            _read = true;
        }

        _outputs.CopyTo(outputs);
    }

    /// <inheritdoc/>
    public override double Cost()
    {
        Read(_outputs);
        return _cost(_outputs, _batch ?? throw new InvalidOperationException("no sample was prepared"), _slope);
    }

    /// <inheritdoc/>
    public double Judge(ReadOnlySpan<double> outputs, Batch batch, Span<double> slope) => _cost(outputs, batch, slope);

    /// <inheritdoc/>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing) =>
        Device.Probe(incoming, fields, outgoing);

    /// <inheritdoc/>
    /// <remarks>Learned port rates stay at 0.001 or, where they were built smaller, at what they were built with: never below 0.</remarks>
    public override void Settle(Span<double> theta)
    {
        base.Settle(theta);
        PassivePorts.Settle(this, theta);
    }

    private protected override void Begin(Batch batch) => (_batch, _read) = (batch, false);
}

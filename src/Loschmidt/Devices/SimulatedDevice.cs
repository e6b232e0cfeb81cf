using System.Numerics;
using System.Runtime.InteropServices;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Devices;

/// <summary>Any simulated machine as a device on a table: one sample at a time, and nothing to be had but its verbs.</summary>
/// <remarks>The machine's first lane is used; a machine that is still used elsewhere would be disturbed.</remarks>
public sealed class SimulatedDevice : IDevice
{
    private readonly IEvolves _machine;
    private readonly Batch _sample;
    private readonly double[] _theta;
    private readonly double[] _disorder;
    private readonly DeviceNoise _noise;
    private readonly RandomStream _taps;
    private readonly RandomStream _reading;
    private readonly Complex[][] _lanes;
    private uint _moment;
    private uint _block;
    private uint _input;
    private uint _draw;

    /// <summary>Puts a machine on the table.</summary>
    /// <param name="machine">The machine; its θ is what is loaded at first.</param>
    /// <param name="noise">How badly is measured; null for a perfect laboratory.</param>
    /// <exception cref="ArgumentException">The machine reads series, or a noise is negative or not finite.</exception>
    public SimulatedDevice(IEvolves machine, DeviceNoise? noise = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (machine is ISequenceMachine)
        {
            throw new ArgumentException($"a {machine.Kind} machine reads series, and a device takes one sample of numbers at a time", nameof(machine));
        }

        _noise = noise ?? new DeviceNoise();
        if (!(_noise.Tap >= 0 && _noise.Read >= 0 && _noise.Disorder >= 0 && double.IsFinite(_noise.Tap + _noise.Read + _noise.Disorder)))
        {
            throw new ArgumentException(
                $"tap noise {_noise.Tap}, read-out noise {_noise.Read} and disorder {_noise.Disorder} must be finite numbers >= 0", nameof(noise));
        }

        _machine = machine;
        _sample = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        var fabrication = new RandomStream(_noise.Seed, "device disorder");
        _disorder = [.. Enumerable.Range(0, machine.Learning.Theta.Length).Select(i => _noise.Disorder * fabrication.Normal((uint)i))];
        _theta = new double[_disorder.Length];
        Load(machine.Learning.Theta);
        (_taps, _reading) = (new RandomStream(_noise.Seed, "device taps"), new RandomStream(_noise.Seed, "device reading"));
        var refusing = machine as IRefuses;
        var scatterer = machine as IScatters;
        var verbs = (scatterer is null ? DeviceVerbs.None : DeviceVerbs.Probe)
            | (machine is IReverses && refusing?.Refusal<IReverses>() is null ? DeviceVerbs.Echo : DeviceVerbs.None);
        _lanes = scatterer is null ? [] : [.. Enumerable.Range(0, 3).Select(_ => new Complex[scatterer.Modes * machine.Lanes])];
        Description = new DeviceDescription(
            machine.Kind, machine.Features, machine.Outputs, machine.Targets, machine.Parameters, verbs)
        {
            Scattering = scatterer is null
                ? null
                : new ScatteringDescription(
                    scatterer.Groups, [.. scatterer.PortRates], scatterer.IsReciprocal, scatterer.Knobs, scatterer.Readout),
        };
    }

    /// <inheritdoc/>
    public DeviceDescription Description { get; }

    /// <summary>What an injection into it is the flow of, found by trying; null of a machine without an echo.</summary>
    internal string? InjectedCost => Description.Verbs.HasFlag(DeviceVerbs.Echo) ? Wire.InjectedCost.Of(Reversing) : null;

    /// <inheritdoc/>
    public long Experiments { get; private set; }

    /// <inheritdoc/>
    public double Frequency
    {
        get => (_machine as IScatters)?.Frequency ?? 0;
        set => Scatterer.Frequency = value;
    }

    private IScatters Scatterer => _machine as IScatters
        ?? throw new NotSupportedException($"a {_machine.Kind} device has no ports that waves could be sent into");

    private IReverses Reversing => Description.Verbs.HasFlag(DeviceVerbs.Echo)
        ? (IReverses)_machine
        : throw new NotSupportedException($"a {_machine.Kind} device cannot be reversed, so it has no echo");

    /// <inheritdoc/>
    public void Announce(long moment, int block)
    {
        (_moment, _block, _draw) = ((uint)moment, (uint)block, 0);
        (_machine as IDrawsNoise)?.Name(moment, block);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta)
    {
        for (var i = 0; i < _theta.Length; i++)
        {
            _theta[i] = theta[i] + _disorder[i];
        }

        if (_noise.Disorder > 0 && _machine is IScatters scatterer)
        {
            PassivePorts.Fabricate(scatterer, theta, _theta);
        }
    }

    /// <summary>θ that the machine on the table has where it was loaded with another: with the disorder of its fabrication and the errors of an imperfect one.</summary>
    /// <param name="theta">[parameters], overwritten.</param>
    public void RealTheta(Span<double> theta)
    {
        if (_machine is IFabricated fabricated)
        {
            _theta.CopyTo(_machine.Learning.Theta);
            fabricated.RealTheta(theta);
        }
        else
        {
            _theta.CopyTo(theta);
        }
    }

    /// <inheritdoc/>
    public void Aim(ReadOnlySpan<double> targets, int label)
    {
        _ = Reversing;
        SetFirstLane(targets, _sample.Targets);
        _sample.Labels[0] = label;
    }

    /// <inheritdoc/>
    public void Prepare(ReadOnlySpan<double> input)
    {
        SetFirstLane(input, _sample.Inputs);
        _input = Fingerprint(input);
        // Anew for every sample: parameters may have recoiled while the last one passed.
        _theta.CopyTo(_machine.Learning.Theta);
        _machine.Learning.Pi.Clear();
        _machine.Prepare(_sample);
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        Experiments += _machine is IScatters { Readout: { Reflection: true } readout } ? readout.Outputs.Count : 1;
        _machine.Evolve();
    }

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        var lanes = _machine.Lanes;
        var all = new double[_machine.Outputs * lanes];
        _machine.Read(all);
        for (var r = 0; r < _machine.Outputs; r++)
        {
            outputs[r] = all[r * lanes];
            if (_noise.Read > 0)
            {
                outputs[r] += _noise.Read * _reading.Normal(_moment, (uint)r, _block ^ _input, _draw);
            }
        }

        _draw++;
    }

    /// <inheritdoc/>
    public double Cost() => Reversing.Cost();

    /// <inheritdoc/>
    public void Reverse() => Reversing.Reverse();

    /// <inheritdoc/>
    public void Nudge(double epsilon) => Reversing.Nudge(epsilon);

    /// <inheritdoc/>
    public void Return()
    {
        Reversing.Return();
        Experiments++;
    }

    /// <inheritdoc/>
    public void Listen(Span<double> momenta) => Reversing.Learning.Pi.CopyTo(momenta);

    /// <inheritdoc/>
    public void Probe(ReadOnlySpan<Complex> incoming, Span<Complex> fields, Span<Complex> outgoing)
    {
        var (scatterer, lanes) = (Scatterer, _machine.Lanes);
        var (sent, inside, back) = (_lanes[0], _lanes[1], _lanes[2]);
        for (var mode = 0; mode < scatterer.Modes; mode++)
        {
            sent[mode * lanes] = incoming[mode];
        }

        scatterer.Probe(sent, inside, back);
        for (var mode = 0; mode < scatterer.Modes; mode++)
        {
            (fields[mode], outgoing[mode]) = (inside[mode * lanes], back[mode * lanes]);
        }

        Disturb(scatterer, fields, outgoing);
        Experiments++;
        _draw++;
    }

    private void Disturb(IScatters scatterer, Span<Complex> fields, Span<Complex> outgoing)
    {
        foreach (var group in _noise.Tap > 0 ? scatterer.Groups : [])
        {
            var power = 0.0;
            for (var mode = group.First; mode < group.First + group.Count; mode++)
            {
                power += fields[mode].Real * fields[mode].Real + fields[mode].Imaginary * fields[mode].Imaginary;
            }

            var σ = _noise.Tap * Math.Sqrt(power / (2 * group.Count));
            for (var mode = group.First; mode < group.First + group.Count; mode++)
            {
                var (re, im) = _taps.Normals(_moment, (uint)mode, _block ^ _input, _draw);
                fields[mode] += σ * new Complex(re, im);
            }
        }

        for (var mode = 0; _noise.Read > 0 && mode < scatterer.Modes; mode++)
        {
            if (outgoing[mode] != 0)
            {
                var (re, im) = _reading.Normals(_moment, (uint)mode, _block ^ _input, _draw);
                outgoing[mode] += _noise.Read * new Complex(re, im);
            }
        }
    }

    /// <summary>Tells samples apart whose number nobody says, as in an evaluation: their noise must differ.</summary>
    private static uint Fingerprint(ReadOnlySpan<double> input)
    {
        var hash = 2166136261u;
        foreach (var part in MemoryMarshal.Cast<double, uint>(input))
        {
            hash = (hash ^ part) * 16777619u;
        }

        return hash;
    }

    private void SetFirstLane(ReadOnlySpan<double> values, double[] lanes)
    {
        if (values.Length * _machine.Lanes != lanes.Length)
        {
            throw new ArgumentException(
                $"the device takes {lanes.Length / _machine.Lanes} numbers here, not {values.Length}", nameof(values));
        }

        for (var k = 0; k < values.Length; k++)
        {
            lanes[k * _machine.Lanes] = values[k];
        }
    }
}

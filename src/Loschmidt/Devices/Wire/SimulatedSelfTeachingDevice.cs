using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Devices.Wire;

/// <summary>Any simulated machine that can be reversed as a sealed device: it teaches itself, and shows nothing but its outputs.</summary>
/// <remarks>
/// A machine that is judged by labels takes targets as long as its outputs and hears the largest as the label. The machine's first lane is used; a machine that is used
/// elsewhere too would be disturbed. Outputs read between an injection and the reversal are those before the injection, which the machine applies when it is reversed.
/// </remarks>
public sealed class SimulatedSelfTeachingDevice : ISelfTeachingDevice, IAims
{
    private static readonly WireVerb[] Verbs =
    [
        WireVerb.Prepare, WireVerb.Evolve, WireVerb.Inject, WireVerb.Reverse, WireVerb.Decay, WireVerb.Read, WireVerb.Snapshot, WireVerb.Restore,
    ];

    private readonly IReverses _machine;
    private readonly Batch _sample;
    private readonly double[] _all;
    private readonly double[] _aim;
    private readonly ulong _seed;
    private readonly SnapshotFolder? _keep;
    private double _epsilon;
    private bool _homeward;
    private long _decays;
    private int _samples;

    /// <summary>Seals a machine.</summary>
    /// <param name="machine">The machine; learning goes on from its θ and π.</param>
    /// <param name="name">What the device calls itself.</param>
    /// <param name="seed">Names the kicks of a warm bath.</param>
    /// <param name="keep">Where snapshots are kept; null lets them carry their content.</param>
    /// <param name="ranges">What it stands, by the names of <see cref="DeviceHello"/>; null is anything.</param>
    /// <exception cref="ArgumentException">The machine cannot teach itself; says why.</exception>
    public SimulatedSelfTeachingDevice(
        IReverses machine, string name, ulong seed = 0, SnapshotFolder? keep = null, IReadOnlyDictionary<string, DeviceRange>? ranges = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (!new SelfLearningCycle { Epsilon = 1, DecayRate = 1 }.Supports(machine, out var why))
        {
            throw new ArgumentException(why, nameof(machine));
        }

        (_machine, _seed, _keep) = (machine, seed, keep);
        _sample = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        _all = new double[machine.Outputs * machine.Lanes];
        _aim = new double[machine.Targets > 0 ? machine.Targets : machine.Outputs];
        About = new DeviceHello
        {
            Name = name,
            Kind = DeviceKind.SelfLearning,
            Features = machine.Features,
            Outputs = machine.Outputs,
            Targets = _aim.Length,
            Verbs = Verbs,
            Base64 = true,
            Cost = InjectedCost.Of(machine),
            Ranges = ranges ?? new Dictionary<string, DeviceRange>(),
        };
    }

    /// <inheritdoc/>
    public DeviceHello About { get; }

    private int StateLength => 2 * sizeof(long) + sizeof(double) * (2 * _machine.Learning.Count + _machine.Learning.Carriers.Length);

    /// <inheritdoc/>
    public void Aim(ReadOnlySpan<double> target)
    {
        target.CopyTo(_aim);
        if (_machine.Targets == 0)
        {
            _sample.Labels[0] = LabelOf(target);
            return;
        }

        for (var k = 0; k < target.Length; k++)
        {
            _sample.Targets[k * _machine.Lanes] = target[k];
        }
    }

    /// <inheritdoc/>
    public void Prepare(ReadOnlySpan<double> input)
    {
        for (var k = 0; k < input.Length; k++)
        {
            _sample.Inputs[k * _machine.Lanes] = input[k];
        }

        (_epsilon, _homeward) = (0, false);
        (_machine as IDrawsNoise)?.Name(_decays, _samples++);
        _machine.Prepare(_sample);
    }

    /// <inheritdoc/>
    public void Evolve()
    {
        if (_homeward)
        {
            _machine.Return();
        }
        else
        {
            _machine.Evolve();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The sample was prepared with another aim.</exception>
    public void Inject(ReadOnlySpan<double> target, double epsilon)
    {
        if (!target.SequenceEqual(_aim))
        {
            throw new InvalidOperationException("this device is aimed when a sample is prepared; send both in one line");
        }

        _epsilon += epsilon;
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        _machine.Reverse();
        if (_epsilon != 0)
        {
            // The flow of C before the reversal is −ε after it.
            _machine.Nudge(-_epsilon);
            _epsilon = 0;
        }

        _homeward = !_homeward;
    }

    /// <inheritdoc/>
    public void ReverseLearning() => _machine.Learning.Reverse();

    /// <inheritdoc/>
    public void Decay(double rate, double time, double temperature)
    {
        if (((_machine as IModelled)?.Model ?? _machine) is IBindsTheta { BoundInDecay: true } bound)
        {
            bound.Relax(_machine.Learning, rate, time, 1);
        }
        else
        {
            new Bath(temperature, _seed).Relax(_machine.Learning, rate, time, 1, _decays);
        }

        _decays++;
        _samples = 0;
    }

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        _machine.Read(_all);
        for (var k = 0; k < outputs.Length; k++)
        {
            outputs[k] = _all[k * _machine.Lanes];
        }
    }

    /// <inheritdoc/>
    public string Snapshot()
    {
        var learning = _machine.Learning;
        var content = new byte[StateLength];
        BinaryPrimitives.WriteInt64LittleEndian(content, _decays);
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(sizeof(long)), _samples);
        var state = MemoryMarshal.Cast<byte, double>(content.AsSpan(2 * sizeof(long)));
        learning.Theta.CopyTo(state);
        learning.Pi.CopyTo(state[learning.Count..]);
        learning.Carriers.CopyTo(state[(2 * learning.Count)..]);
        Load(content); // whoever goes back to it is where this device is now, to the last bit
        return _keep?.Keep(content) ?? Convert.ToBase64String(content);
    }

    /// <inheritdoc/>
    public void Restore(string snapshot)
    {
        var content = Content(snapshot);
        if (content.Length != StateLength)
        {
            throw new ArgumentException("that snapshot is of another machine", nameof(snapshot));
        }

        Load(content);
    }

    private void Load(byte[] content)
    {
        var learning = _machine.Learning;
        _decays = BinaryPrimitives.ReadInt64LittleEndian(content);
        _samples = (int)BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(sizeof(long)));
        var state = MemoryMarshal.Cast<byte, double>(content.AsSpan(2 * sizeof(long)));
        state[..learning.Count].CopyTo(learning.Theta);
        state.Slice(learning.Count, learning.Count).CopyTo(learning.Pi);
        if (learning.Matter is not null)
        {
            learning.Restore(state[(2 * learning.Count)..]);
        }
    }

    private byte[] Content(string snapshot)
    {
        if (_keep is not null)
        {
            return _keep.Fetch(snapshot);
        }

        var content = new byte[StateLength];
        return Convert.TryFromBase64String(snapshot, content, out var length) && length == content.Length
            ? content
            : throw new ArgumentException("that is no snapshot of this device", nameof(snapshot));
    }

    private static int LabelOf(ReadOnlySpan<double> target)
    {
        var label = 0;
        for (var k = 1; k < target.Length; k++)
        {
            label = target[k] > target[label] ? k : label;
        }

        return label;
    }
}

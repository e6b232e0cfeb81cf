using System.Globalization;
using Loschmidt.Machines;

namespace Loschmidt.Devices.Wire;

/// <summary>A sealed device as a machine of one lane without parameters: it can be evaluated, and teach itself; nothing else.</summary>
/// <remarks>
/// An evaluation is an echo without an injection. What outputs cost is worked out here, C = ½ Σ (y − t)²; what the device itself holds against its error is its own affair. Of data
/// with labels the target of the right answer is bright and those of the others dark; a device with one output answers by its side of the middle.
/// </remarks>
public sealed class SealedMachine : IEvolves, IRefuses, IDisposable
{
    private readonly bool _labels;
    private readonly double _bright;
    private readonly double _dark;
    private readonly double[] _input;
    private readonly double[] _target;
    private readonly double[] _outputs;
    private readonly double[] _drift;

    /// <summary>Takes a device over.</summary>
    /// <param name="client">The way to it; disposed with this.</param>
    /// <param name="labels">Whether samples bring labels rather than targets.</param>
    /// <param name="bright">Target number of the right answer.</param>
    /// <param name="dark">Target number of the others.</param>
    /// <param name="remarks">Where its program's remarks and the client's are kept; null where nobody listens.</param>
    /// <exception cref="NotSupportedException">The device lacks what training needs; says what.</exception>
    public SealedMachine(DeviceClient client, bool labels, double bright = 1, double dark = 0, DeviceRemarks? remarks = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        var about = client.About;
        WireVerb[] needed = about.Conjugates
            ? [WireVerb.Prepare, WireVerb.Evolve, WireVerb.Inject, WireVerb.Reverse, WireVerb.Decay, WireVerb.Read]
            : [WireVerb.Prepare, WireVerb.Evolve, WireVerb.Inject, WireVerb.Reverse, WireVerb.Decay, WireVerb.Read, WireVerb.Measure, WireVerb.Reinject];
        if (Array.FindIndex(needed, verb => !about.Can(verb)) is >= 0 and var lacking)
        {
            throw new NotSupportedException($"device {client.Place} does not offer '{WireWords.Text(needed[lacking])}', without which it cannot teach itself");
        }

        if (about.Targets != about.Outputs)
        {
            throw new NotSupportedException(
                $"device {client.Place} reads {about.Outputs} outputs but is aimed at {about.Targets} targets, so nobody here can tell how well it does");
        }

        (Client, _labels, _bright, _dark, Remarks) = (client, labels, bright, dark, remarks ?? new DeviceRemarks());
        (_input, _target, _outputs) = (new double[about.Features], new double[about.Targets], new double[about.Outputs]);
        _drift = new double[1 + about.Features + about.Outputs];
        if (!about.Conjugates)
        {
            Notes.Enqueue($"{about.Name} cannot conjugate its field: it is measured, conjugated here and sent in again, and noise of the measurement goes home with it");
        }
    }

    /// <summary>The way to the device.</summary>
    public DeviceClient Client { get; }

    /// <summary>What the device's program wrote for people, and what the client had to do about it.</summary>
    public DeviceRemarks Remarks { get; }

    /// <summary>What people should know, oldest first; whoever tells it takes it out.</summary>
    public Queue<string> Notes { get; } = [];

    /// <inheritdoc/>
    public string Kind => "device";

    /// <inheritdoc/>
    public ParameterLayout Parameters { get; } = new();

    /// <inheritdoc/>
    /// <remarks>Empty: the device keeps it to itself.</remarks>
    public LearningField Learning { get; } = new(0, 0, 0);

    /// <inheritdoc/>
    public int Lanes => 1;

    /// <inheritdoc/>
    public int Features => _input.Length;

    /// <inheritdoc/>
    public int Outputs => AnswersBySide ? 2 : _outputs.Length;

    /// <inheritdoc/>
    public int Targets => _labels ? 0 : _target.Length;

    /// <summary>The first evaluation since the device last changed: whether there was one, its input, its outputs. Part of a trainer's memory.</summary>
    public double[] FirstEvaluation => _drift;

    private bool AnswersBySide => _labels && _outputs.Length == 1;

    private double Middle => (_bright + _dark) / 2;

    /// <inheritdoc/>
    public void Prepare(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Active > 1 || batch.Features != Features)
        {
            throw new ArgumentException(
                $"a device takes one sample of {Features} numbers at a time, not {batch.Active} of {batch.Features}", nameof(batch));
        }

        for (var k = 0; k < _input.Length; k++)
        {
            _input[k] = batch.Inputs[k * batch.Lanes];
        }

        TargetOf(batch, _target);
    }

    /// <inheritdoc/>
    /// <exception cref="WireException">The device failed for good.</exception>
    public void Evolve()
    {
        Evaluate(_input).CopyTo(_outputs, 0);
        if (_drift[0] == 0)
        {
            _drift[0] = 1;
            _input.CopyTo(_drift, 1);
            _outputs.CopyTo(_drift, 1 + _input.Length);
        }
    }

    /// <inheritdoc/>
    public double Cost() => CostOf(_outputs, _target);

    /// <inheritdoc/>
    public void Read(Span<double> outputs)
    {
        if (AnswersBySide)
        {
            (outputs[0], outputs[1]) = (Middle - _outputs[0], _outputs[0] - Middle);
            return;
        }

        _outputs.CopyTo(outputs);
    }

    /// <inheritdoc/>
    /// <remarks>Null: what is not finite does not pass the wire.</remarks>
    public string? DescribeFault() => null;

    /// <inheritdoc/>
    public string? Refusal<TCapability>()
        where TCapability : IMachine =>
        this is TCapability ? null : $"{Client.About.Name} is a sealed device, which shows nothing of its inside; use training.estimator: self-learning";

    /// <summary>½ Σ (y − t)².</summary>
    /// <param name="outputs">y.</param>
    /// <param name="target">t.</param>
    public static double CostOf(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target)
    {
        var sum = 0.0;
        for (var k = 0; k < target.Length; k++)
        {
            var error = outputs[k] - target[k];
            sum += error * error;
        }

        return sum / 2;
    }

    /// <summary>What a sample's injection aims at.</summary>
    /// <param name="batch">The sample in its first lane.</param>
    /// <param name="target">[targets of the device], overwritten.</param>
    /// <exception cref="ArgumentException">The label is none of the answers.</exception>
    public void TargetOf(Batch batch, Span<double> target)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!_labels)
        {
            for (var k = 0; k < target.Length; k++)
            {
                target[k] = batch.Targets[k * batch.Lanes];
            }

            return;
        }

        var label = batch.Labels[0];
        if (label < 0 || label >= Outputs)
        {
            throw new ArgumentException($"the label {label} is none of the {Outputs} answers of this device", nameof(batch));
        }

        if (AnswersBySide)
        {
            target[0] = label == 1 ? _bright : _dark;
            return;
        }

        target.Fill(_dark);
        target[label] = _bright;
    }

    /// <summary>Asks the first sample of the last evaluation again, and notes where the device answers otherwise although nobody taught it in between.</summary>
    /// <exception cref="WireException">The device failed for good.</exception>
    public void WatchDrift()
    {
        if (_drift[0] == 0)
        {
            return;
        }

        const double Noises = 6, Rounding = 1e-6;
        var again = Evaluate(_drift.AsSpan(1, _input.Length).ToArray());
        var noise = Client.About.Noise.GetValueOrDefault("read");
        for (var k = 0; k < again.Length; k++)
        {
            var before = _drift[1 + _input.Length + k];
            if (Math.Abs(again[k] - before) > Noises * Math.Sqrt(2) * noise + Rounding * Math.Max(1, Math.Abs(before)))
            {
                Notes.Enqueue(string.Create(
                    CultureInfo.InvariantCulture,
                    $"after step {Client.Step} the device drifted: output {k} of the same sample read {before:G6}, then {again[k]:G6}, and nothing was taught in between"));
                break;
            }
        }

        _drift[0] = 0;
    }

    /// <summary>Outputs of one sample before and after an echo without an error and without a decay; what came home wrong goes out wrong.</summary>
    /// <param name="sample">The sample, in its first lane.</param>
    /// <returns>The outputs of the first pass and of the second; where the device keeps snapshots it is left as it was.</returns>
    /// <exception cref="WireException">The device failed for good.</exception>
    public (double[] First, double[] Second) EchoTwice(Batch sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Prepare(sample);
        var kept = Client.About.Can(WireVerb.Snapshot) && Client.About.Can(WireVerb.Restore) ? Client.Snapshot() : null;
        double[] first, second;
        if (Client.About.Conjugates)
        {
            var evaluation = EchoTimetable.Evaluation(_input.ToArray());
            var results = Client.Ask([.. evaluation, .. evaluation.Skip(1)]); // the second pass goes on from where the first came home
            (first, second) = (results[2].Numbers!, results[evaluation.Count + 1].Numbers!);
        }
        else
        {
            (first, second) = (Evaluate(_input), Evaluate(_input));
        }

        if (kept is not null)
        {
            Client.Restore(kept, Client.Step);
        }

        return (first, second);
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private double[] Evaluate(double[] input)
    {
        if (Client.About.Conjugates)
        {
            return Client.Ask(EchoTimetable.Evaluation(input.ToArray()))[2].Numbers!;
        }

        var turning = Client.Ask(WireAction.Prepare(input.ToArray()), WireAction.Evolve, WireAction.Read, WireAction.Measure);
        Client.Ask(WireAction.Reinject(turning[3].Numbers!, Conjugate(turning[3])), WireAction.ReverseLearning, WireAction.Evolve, WireAction.ReverseLearning);
        return turning[2].Numbers!;
    }

    /// <summary>The imaginary parts of a measured field, conjugated; allocates.</summary>
    /// <param name="field">The answer to a measurement.</param>
    public static double[] Conjugate(WireResult field) => Array.ConvertAll(field.Imaginary!, value => -value);
}

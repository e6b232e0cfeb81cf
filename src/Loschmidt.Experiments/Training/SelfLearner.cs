using System.Numerics.Tensors;
using Loschmidt.Experiments.Data;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Lets the machine teach itself: echoes kick π, the decay step moves θ. A mini-batch is several kicks and one decay.</summary>
/// <remarks>
/// Where θ is frozen during a pass, the kicks of a batch are independent of π and of each other: they are collected on replicas,
/// side by side, and added in block order. Where θ recoils the samples pass one after another through one machine.
/// </remarks>
internal sealed class SelfLearner : ILearner
{
    private readonly LaneBlocks _blocks;
    private readonly SelfLearningCycle _cycle;
    private readonly Bath _bath;
    private readonly Annealing? _annealing;
    private readonly LearningField _field;
    private readonly double[] _theta;
    private readonly double[] _pi;
    private readonly double[] _carriers;
    private readonly double[] _kick;
    private readonly ShuffledControl? _control;
    private readonly Batch _sample;

    /// <summary>Starts at the present θ of the machine, at rest.</summary>
    /// <param name="blocks">Replicas of the machine.</param>
    /// <param name="cycle">How the machine teaches itself.</param>
    /// <param name="bath">What its momenta decay into.</param>
    /// <param name="annealing">How the bath cools; null where it keeps its temperature.</param>
    /// <param name="control">Shuffles kicks, for comparison; null leaves them.</param>
    public SelfLearner(LaneBlocks blocks, SelfLearningCycle cycle, Bath bath, Annealing? annealing = null, ShuffledControl? control = null)
    {
        (_blocks, _cycle, _bath, _annealing, _control) = (blocks, cycle, bath, annealing, control);
        var machine = blocks.Machine;
        _field = new LearningField(
            machine.Learning.Count, machine.Learning.InverseMass, machine.Learning.DecayInverseMass);
        _field.CopyFrom(machine.Learning);
        _theta = _field.Theta.ToArray();
        _pi = _field.Pi.ToArray();
        _carriers = _field.Carriers.ToArray();
        _kick = new double[_theta.Length];
        _sample = new Batch(machine.Features, machine.Targets, machine.Lanes);
    }

    public ReadOnlySpan<double> Theta => _theta;

    public IReadOnlyList<(string Name, double[] Values)> Memory =>
        _carriers.Length == 0 ? [("theta", _theta), ("pi", _pi)] : [("theta", _theta), ("pi", _pi), ("matter", _carriers)];

    public double Step(int step, double schedule, IDataSet data, ReadOnlyMemory<int> rows)
    {
        data = (data as IAugmentedSet)?.At(step) ?? data;
        _theta.CopyTo(_field.Theta);
        _pi.CopyTo(_field.Pi);
        if (_carriers.Length > 0)
        {
            _field.Restore(_carriers);
        }

        var cost = _field.Recoils ? OneAfterAnother(step, data, rows.Span) : SideBySide(step, data, rows);
        if (_control is not null)
        {
            TensorPrimitives.Subtract<double>(_field.Pi, _pi, _kick);
            _control.Shuffle(_kick, step);
            TensorPrimitives.Add<double>(_pi, _kick, _field.Pi);
        }

        if (Bound is { } bound)
        {
            bound.Relax(_field, _cycle.DecayRate, _cycle.DecayTime, schedule);
        }
        else
        {
            var bath = _annealing is null ? _bath : _bath.At(_annealing.At(step));
            bath.Relax(_field, _cycle.DecayRate, _cycle.DecayTime, schedule, step);
        }

        _field.Theta.CopyTo(_theta);
        _field.Pi.CopyTo(_pi);
        _field.Carriers.CopyTo(_carriers);
        return cost / rows.Length;
    }

    private IBindsTheta? Bound =>
        ((_blocks.Machine as IModelled)?.Model ?? _blocks.Machine) is IBindsTheta { BoundInDecay: true } bound ? bound : null;

    private double OneAfterAnother(int step, IDataSet data, ReadOnlySpan<int> rows)
    {
        var machine = (IReverses)_blocks.Machine;
        var cost = 0.0;
        machine.Learning.CopyFrom(_field);
        for (var i = 0; i < rows.Length; i++)
        {
            data.Read(rows.Slice(i, 1), _sample);
            (machine as IDrawsNoise)?.Name(step, i);
            cost += _cycle.Kick(machine, _sample);
        }

        _field.CopyFrom(machine.Learning);
        return cost;
    }

    private double SideBySide(int step, IDataSet data, ReadOnlyMemory<int> rows)
    {
        _blocks.Age = step;
        var cost = _blocks.Run(
            _theta, data, rows, _theta.Length,
            (machine, batch, block, result) =>
            {
                (machine as IDrawsNoise)?.Name(step, block);
                var sum = _cycle.Kick((IReverses)machine, batch);
                machine.Learning.Pi.CopyTo(result);
                return sum;
            },
            _kick);
        TensorPrimitives.Add(_field.Pi, _kick, _field.Pi);
        return cost;
    }
}

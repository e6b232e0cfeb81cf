using System.Numerics.Tensors;
using Loschmidt.Experiments.Data;
using Loschmidt.Gradients;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Reads a gradient off the machine with an estimator and lets an optimiser move θ.</summary>
internal sealed class GradientLearner : ILearner
{
    private readonly LaneBlocks _blocks;
    private readonly IGradientEstimator _estimator;
    private readonly IOptimiser _optimiser;
    private readonly double _rate;
    private readonly ShuffledControl? _control;
    private readonly double[] _theta;
    private readonly double[] _gradient;

    /// <summary>Starts at the present θ of the machine.</summary>
    public GradientLearner(LaneBlocks blocks, IGradientEstimator estimator, IOptimiser optimiser, double rate, ShuffledControl? control = null)
    {
        (_blocks, _estimator, _optimiser, _rate, _control) = (blocks, estimator, optimiser, rate, control);
        _theta = blocks.Machine.Learning.Theta.ToArray();
        _gradient = new double[_theta.Length];
    }

    public ReadOnlySpan<double> Theta => _theta;

    public IReadOnlyList<(string Name, double[] Values)> Memory =>
        [("theta", _theta), .. _optimiser.Memory.Select(part => ("optimiser/" + part.Name, part.Values))];

    public double Step(int step, double schedule, IDataSet data, ReadOnlyMemory<int> rows)
    {
        data = (data as IAugmentedSet)?.At(step) ?? data;
        var sequences = _blocks.Machine as ISequenceMachine;
        if (sequences is not null)
        {
            sequences.Moment = step;
        }

        _blocks.Age = step;
        var cost = _blocks.Run(
            _theta, data, rows, _theta.Length,
            (machine, batch, block, result) =>
            {
                (machine as IDrawsNoise)?.Name(step, block);
                var estimator = _estimator is IDrawingEstimator drawing ? drawing.Named(step, block) : _estimator;
                return estimator.Estimate(machine, batch, result);
            },
            _gradient);
        TensorPrimitives.Divide(_gradient, (double)rows.Length, _gradient);
        _control?.Shuffle(_gradient, step);
        _optimiser.Update(_theta, _gradient, schedule * _rate);
        (_blocks.Machine as ISettles)?.Settle(_theta);
        return cost / rows.Length;
    }
}

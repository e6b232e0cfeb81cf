using System.Numerics.Tensors;
using Loschmidt.Experiments.Data;

namespace Loschmidt.Experiments.Training;

/// <summary>Trains several times, each from an initial θ of its own, and ends at the one whose cost on the training
/// samples is lowest.</summary>
/// <remarks>
/// Attempts follow one another as one long training, so steps number all that is drawn at random and a checkpoint in
/// any attempt goes on to the same end. Optimisers begin anew. Validation and test samples are not looked at.
/// </remarks>
internal sealed class RestartingLearner : ILearner
{
    private readonly ILearner _learner;
    private readonly Evaluator _judge;
    private readonly double[][] _starts;
    private readonly int _steps;
    private readonly (double[] Memory, double[] Fresh)[] _begin;
    private readonly double[] _theta;
    private readonly double[] _bestTheta;
    private readonly double[] _best = [double.NaN];

    /// <summary>Takes a learner over that has not begun.</summary>
    /// <param name="learner">Does the steps; its memory begins with θ.</param>
    /// <param name="judge">Finds the cost of an attempt.</param>
    /// <param name="starts">θ at the beginning of each attempt; the first is where the learner stands.</param>
    /// <param name="steps">Steps of an attempt.</param>
    public RestartingLearner(ILearner learner, Evaluator judge, double[][] starts, int steps)
    {
        (_learner, _judge, _starts, _steps) = (learner, judge, starts, steps);
        _begin = [.. learner.Memory.Select(part => (part.Values, part.Values.ToArray()))];
        _theta = learner.Memory[0].Values;
        _bestTheta = [.. _theta];
    }

    public ReadOnlySpan<double> Theta => _theta;

    /// <summary>That of the learner, and the best attempt so far.</summary>
    public IReadOnlyList<(string Name, double[] Values)> Memory =>
        [.. _learner.Memory, ("restarts/theta", _bestTheta), ("restarts/cost", _best)];

    public double Step(int step, double schedule, IDataSet data, ReadOnlyMemory<int> rows)
    {
        var (attempt, own) = Math.DivRem(step, _steps);
        if (own == 0)
        {
            foreach (var (memory, fresh) in _begin)
            {
                fresh.CopyTo(memory, 0);
            }

            _starts[attempt].CopyTo(_theta, 0);
        }

        var cost = _learner.Step(step, schedule, data, rows);
        if (own == _steps - 1)
        {
            Compare(data, last: attempt == _starts.Length - 1);
        }

        return cost;
    }

    private void Compare(IDataSet data, bool last)
    {
        if (!TensorPrimitives.IsFiniteAll<double>(_theta))
        {
            return; // whoever asked for the step looks at what it brought
        }

        var cost = _judge.Evaluate(_theta, data).Cost;
        if (double.IsNaN(_best[0]) || cost < _best[0])
        {
            _best[0] = cost;
            _theta.CopyTo(_bestTheta, 0);
        }

        if (last)
        {
            _bestTheta.CopyTo(_theta, 0);
        }
    }
}

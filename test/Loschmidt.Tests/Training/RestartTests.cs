using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Training;

public sealed class RestartTests
{
    /// <summary>The mutation: the last attempt is kept, or the highest cost.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_attempt_of_lowest_training_cost_is_kept(int best)
    {
        var blocks = TrainingTask.Blocks(1);
        var data = TrainingTask.Data(blocks.Machine);
        var judge = new Evaluator(blocks);
        var learned = blocks.Machine.Learning.Theta.ToArray();
        double[][] starts = [.. Enumerable.Range(0, 3).Select(attempt => learned.Select(θ => θ + attempt).ToArray())];
        var costs = starts.Select(start => judge.Evaluate(start, data).Cost).ToArray();
        (starts[best], starts[Array.IndexOf(costs, costs.Min())]) = (starts[Array.IndexOf(costs, costs.Min())], starts[best]);
        var learner = new RestartingLearner(new Idle(starts[0]), judge, starts, 2);
        for (var step = 0; step < 6; step++)
        {
            learner.Theta.ToArray().ShouldBe(starts[Math.Max(0, step - 1) / 2]);
            learner.Step(step, 1, data, TrainingTask.AllRows);
        }

        learner.Theta.ToArray().ShouldBe(starts[best]);
    }

    /// <summary>Learns nothing, but has a memory that an attempt must not hand to the next.</summary>
    private sealed class Idle(double[] start) : ILearner
    {
        private readonly double[] _theta = [.. start];
        private readonly double[] _steps = [0];

        public ReadOnlySpan<double> Theta => _theta;

        public IReadOnlyList<(string Name, double[] Values)> Memory => [("theta", _theta), ("steps", _steps)];

        public double Step(int step, double schedule, IDataSet data, ReadOnlyMemory<int> rows)
        {
            _steps[0].ShouldBe(step % 2);
            _steps[0]++;
            return 0;
        }
    }
}

using Loschmidt.Baselines;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Execution;

/// <summary>The linear classifier that every machine has to beat: weighted sums of the same inputs and a softmax, trained by Adam.</summary>
internal static class SoftmaxBaseline
{
    private const int Batch = 100;
    private const int LeastSteps = 500;
    private const int MostSteps = 5000;
    private const double Epochs = 60;
    private const double Rate = 0.02;

    /// <summary>Trains it.</summary>
    /// <param name="data">Samples with classes.</param>
    /// <param name="judged">Samples to be judged by.</param>
    /// <param name="seed">Names weights and batches.</param>
    /// <returns>Share of right answers.</returns>
    public static double Accuracy(IDataSet data, IDataSet judged, ulong seed)
    {
        var settings = new PerceptronSettings { Inputs = data.Features, Hidden = [], Outputs = data.Classes };
        var blocks = new LaneBlocks([MachineFactory.Build(settings, Precision.Double, seed)]);
        var learner = new GradientLearner(blocks, new ReverseSweepEstimator(), new Adam(blocks.Machine.Learning.Count, 0.9, 0.999, 1e-8), Rate);
        var batcher = new Batcher(data.Count, Math.Min(Batch, data.Count), seed);
        var steps = (int)Math.Clamp(batcher.StepsFor(Epochs), LeastSteps, MostSteps);
        var (rows, schedule) = (new int[batcher.Batch], new ScheduleSettings { Kind = ScheduleKind.Cosine });
        for (var step = 0; step < steps; step++)
        {
            batcher.Rows(step, rows);
            learner.Step(step, Schedules.Factor(schedule, step, steps), data, rows);
        }

        return new Evaluator(blocks).Evaluate(learner.Theta, judged).Accuracy!.Value;
    }
}

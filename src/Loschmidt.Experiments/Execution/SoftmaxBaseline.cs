using System.Numerics.Tensors;
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

    // Of a logit: a probability that differs from another by a quarter of a thousandth of it. What cannot be learned leaves less than that.
    private const double Undecided = 1e-3;

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

        var right = 0.0;
        new ForwardLoop(blocks).Run(learner.Theta, judged, (_, outputs, label) => right += Share(outputs, label));
        return right / judged.Count;
    }

    /// <summary>How right an answer is: 1 or 0, and where outputs do not differ, as many parts of 1 as they are, for rounding would choose among them.</summary>
    /// <param name="outputs">Logits.</param>
    /// <param name="label">The right one.</param>
    internal static double Share(ReadOnlySpan<double> outputs, int label)
    {
        var (best, equals) = (TensorPrimitives.Max(outputs), 0);
        foreach (var output in outputs)
        {
            equals += output >= best - Undecided ? 1 : 0;
        }

        return outputs[label] >= best - Undecided ? 1.0 / equals : 0;
    }
}

using System.Diagnostics;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>One training for a comparison: from a given θ, with a given learner, judged at steps whose distances grow.</summary>
/// <param name="blocks">Replicas of the machine.</param>
/// <param name="data">Samples to learn from.</param>
/// <param name="judged">Samples to be judged by.</param>
/// <param name="training">Batch, schedule.</param>
/// <param name="seed">Names the batches.</param>
internal sealed class EstimatorCourse(LaneBlocks blocks, IDataSet data, IDataSet judged, TrainingSettings training, ulong seed)
{
    // Judged about so often, evenly on a logarithmic axis.
    private const int Judgements = 24;

    /// <summary>Hears of a judgement: steps done, seconds of training without judgements, and the evaluation.</summary>
    public required Action<int, double, Evaluation> Judged { get; init; }

    /// <summary>The steps after which a training of this length is judged, 0 and the last among them.</summary>
    public static IReadOnlyList<int> StepsToJudge(int steps) =>
    [
        0, .. Enumerable.Range(0, Judgements).Select(k => (int)Math.Round(Math.Pow(steps, (double)k / (Judgements - 1))))
            .Where(_ => steps > 0).Distinct(),
    ];

    /// <summary>Trains.</summary>
    /// <param name="theta">θ to begin with.</param>
    /// <param name="build">Makes a learner at the machine's present θ; called twice, since the first step of all compiles code and is thrown away.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="cancellation">Ends it after the step in hand, which is judged.</param>
    /// <returns>Whether it came to its end.</returns>
    /// <exception cref="NonFiniteException">Cost or θ stopped being finite.</exception>
    public bool Run(ReadOnlySpan<double> theta, Func<ILearner> build, int steps, CancellationToken cancellation)
    {
        var batcher = new Batcher(data.Count, training.Batch, seed, training.Sampling);
        var rows = new int[batcher.Batch];
        var evaluator = new Evaluator(blocks);
        var clock = new Stopwatch();
        if (steps > 0)
        {
            batcher.Rows(0, rows);
            Begin(theta, build).Step(0, 0, data, rows);
        }

        var learner = Begin(theta, build);
        var guard = new StepGuard(learner, blocks);
        var moments = StepsToJudge(steps).ToHashSet();
        for (var step = 0; ; step++)
        {
            if (moments.Contains(step) || cancellation.IsCancellationRequested)
            {
                Judged(step, clock.Elapsed.TotalSeconds, evaluator.Evaluate(learner.Theta, judged, CancellationToken.None));
            }

            if (step == steps || cancellation.IsCancellationRequested)
            {
                return step == steps;
            }

            batcher.Rows(step, rows);
            guard.Remember();
            clock.Start();
            var cost = learner.Step(step, Schedules.Factor(training.Schedule, step, steps), data, rows);
            clock.Stop();
            guard.Check(step + 1, cost);
        }
    }

    private ILearner Begin(ReadOnlySpan<double> theta, Func<ILearner> build)
    {
        theta.CopyTo(blocks.Machine.Learning.Theta);
        blocks.Machine.Learning.Pi.Clear();
        return build();
    }
}

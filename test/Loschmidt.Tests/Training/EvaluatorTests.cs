using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Tests.Training;

public sealed class EvaluatorTests
{
    [Fact]
    public void It_counts_right_answers_and_finds_the_worst_contrast()
    {
        // Two outputs, the inputs themselves; the brighter one is the answer.
        (double[] Light, int Label)[] samples =
            [([3, 1], 0), ([1, 2], 1), ([2, 1], 1), ([1, 1], 0), ([0.5, 0], 0)];
        var evaluation = Judge(samples);

        evaluation.Samples.ShouldBe(5);
        evaluation.Correct.ShouldBe(3); // the third is wrong, and a tie is no answer
        evaluation.Accuracy.ShouldBe(0.6);
        evaluation.WorstContrast!.Value.ShouldBe((1 - 2) / 3.0, 1e-15);
        evaluation.Cost.ShouldBe((3 + 1 + 2 + 1 + 0.5) / 5, 1e-15); // the mirror's cost is the light at output 0
    }

    [Fact]
    public void Lanes_that_hold_no_sample_are_not_judged()
    {
        // Three lanes, four samples: two lanes of the last block are dark, and 0 > 0 is false, so counting them would show.
        var evaluation = Judge([([3, 1], 0), ([3, 1], 0), ([3, 1], 0), ([3, 1], 0)]);
        evaluation.Correct.ShouldBe(4);
        evaluation.WorstContrast.ShouldBe(0.5);
    }

    [Fact]
    public void Without_classes_there_is_a_cost_and_nothing_to_count()
    {
        var blocks = TrainingTask.Blocks(1);
        var evaluation = new Evaluator(blocks).Evaluate(blocks.Machine.Learning.Theta, TrainingTask.Data(blocks.Machine));
        evaluation.Cost.ShouldBePositive();
        evaluation.Correct.ShouldBeNull();
        evaluation.WorstContrast.ShouldBeNull();
        evaluation.Accuracy.ShouldBeNull();
    }

    private static Evaluation Judge((double[] Light, int Label)[] samples) =>
        new Evaluator(new LaneBlocks([new Mirror(), new Mirror()])).Evaluate([], new Lights(samples));

    /// <summary>Shows what it is given.</summary>
    private sealed class Mirror : IEvolves
    {
        private Batch? _batch;

        public string Kind => "mirror";

        public ParameterLayout Parameters { get; } = new([]);

        public LearningField Learning { get; } = new(0, 0, 0);

        public int Lanes => 3;

        public int Features => 2;

        public int Targets => 0;

        public int Outputs => 2;

        public void Prepare(Batch batch) => _batch = batch;

        public void Evolve()
        {
        }

        public double Cost() => _batch!.Inputs.AsSpan(0, Lanes).ToArray().Sum();

        public void Read(Span<double> outputs) => _batch!.Inputs.CopyTo(outputs);

        public string? DescribeFault() => null;
    }

    private sealed class Lights((double[] Light, int Label)[] samples) : IDataSet
    {
        public string Name => "lights";

        public int Count => samples.Length;

        public int Features => 2;

        public int Targets => 0;

        public int Classes => 2;

        public void Read(ReadOnlySpan<int> rows, Batch destination)
        {
            destination.Clear();
            destination.Active = rows.Length;
            for (var lane = 0; lane < rows.Length; lane++)
            {
                var (light, label) = samples[rows[lane]];
                (destination.Inputs[lane], destination.Inputs[destination.Lanes + lane]) = (light[0], light[1]);
                destination.Labels[lane] = label;
            }
        }
    }
}

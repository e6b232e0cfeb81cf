using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;
using Loschmidt.Relaxation;

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
        // Three lanes, four samples: two lanes of the last block are dark, and their contrast 0/0 would show.
        var evaluation = Judge([([3, 1], 0), ([3, 1], 0), ([3, 1], 0), ([3, 1], 0)]);
        evaluation.Correct.ShouldBe(4);
        evaluation.WorstContrast.ShouldBe(0.5);
    }

    [Fact]
    public void Answers_are_counted_by_class_and_ties_are_in_no_column()
    {
        var evaluation = Judge([([3, 1], 0), ([1, 2], 1), ([2, 1], 1), ([1, 1], 0), ([0.5, 0], 0)]);

        evaluation.Confusion!.Select(row => row.ToArray()).ShouldBe([[2, 0], [1,
            1]]); // rows: true class; columns: answer
        evaluation.Undecided.ShouldBe(1);
        evaluation.AccuracyInterval!.Value.ShouldBe(Wilson.Interval(3, 5));
    }

    [Theory]
    [InlineData(new[] { 1.0, 3, 2 }, 1)]
    [InlineData(new[] { 3.0, 1, 3 }, -1)]
    [InlineData(new[] { 1.0, 1, 3 }, 2)] // a tie of losers is none
    [InlineData(new[] { double.NaN, 1, 3 }, -1)]
    [InlineData(new[] { 1.0, 3, double.NaN }, -1)]
    [InlineData(new[] { 0.0 }, 0)]
    public void The_answer_is_the_brightest_output_if_there_is_one(double[] outputs, int answer) =>
        Tally.Answer(outputs).ShouldBe(answer);

    [Theory]
    [InlineData(8, 10, 0.490162, 0.943318)] // Wilson's textbook values
    [InlineData(9795, 10_000, 0.976533, 0.982099)]
    [InlineData(0, 20, 0, 0.161125)]
    [InlineData(4, 4, 0.510109, 1)]
    public void The_interval_of_an_accuracy_is_wilsons(int right, int all, double low, double high)
    {
        var interval = Wilson.Interval(right, all);
        interval.Low.ShouldBe(low, 1e-6);
        interval.High.ShouldBe(high, 1e-6);
    }

    [Fact]
    public void The_ends_of_the_interval_solve_the_equation_they_are_defined_by()
    {
        foreach (var (right, all) in new[] { (1L, 7L), (40L, 50L), (123_456L, 200_000L) })
        {
            var p = (double)right / all;
            var (low, high) = Wilson.Interval(right, all);
            foreach (var end in new[] { low, high })
            {
                // z² p(1−p)/n = (p̂ − p)², with p the end
                (1.959963984540054 * 1.959963984540054 * end * (1 - end) / all).ShouldBe((p - end) * (p - end), 1e-15);
            }

            low.ShouldBeLessThan(p);
            high.ShouldBeGreaterThan(p);
        }
    }

    [Fact]
    public void A_stream_is_judged_to_the_same_bits_as_the_set_it_could_be()
    {
        // Ten thousand samples, so that both come in several batches. Turns red where the batches are no multiple of
        // the lanes, or where the costs of batches are summed before they are added: the last bits of the cost would
        // differ.
        (double[] Light, int Label)[] samples =
            [.. Enumerable.Range(0, 10_000).Select(i => ((double[])[Math.Sin(i) + 1, Math.Cos(0.7 * i) + 1], i % 2))];
        var whole = Judge(samples);
        whole.Cost.ShouldBe(samples.Chunk(3).Aggregate(0.0, (cost, block) => cost + block.Sum(each =>
            each.Light[0])) / 10_000);
        var lines = string.Concat(samples.Select(each => FormattableString.Invariant(
            $"{each.Light[0]:R},{each.Light[1]:R},{each.Label}\n")));

        foreach (var workers in new[] { 1, 3 })
        {
            var blocks = new LaneBlocks([.. Enumerable.Range(0, workers).Select(_ => new Mirror())]);
            using var stream = new TableStream(
                new CsvReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines)), "t"), features: 2,
                targets: 0, classes: 2);
            var streamed = new Evaluator(blocks).Evaluate([], stream);

            streamed.Cost.ShouldBe(whole.Cost);
            (streamed.Samples, streamed.Correct, streamed.Undecided, streamed.WorstContrast)
                .ShouldBe((whole.Samples, whole.Correct, whole.Undecided, whole.WorstContrast));
            streamed.Confusion!.Select(row => row.ToArray()).ShouldBe(whole.Confusion!.Select(row => row.ToArray()));
        }
    }

    [Fact]
    public void A_sample_whose_outputs_are_not_finite_ends_a_stream_with_its_number_and_its_largest_input()
    {
        // Turns red where outputs are handed on unseen: the cost would be NaN, and nobody told why.
        var text = "0.5,0.25,0\n255,-300.5,1\n";
        using var stream = new TableStream(
            new CsvReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "t.csv"), 2, 0, 2);
        var heard = new List<long>();
        Should.Throw<NonFiniteException>(() => new ForwardLoop(new LaneBlocks([new Mirror { Limit = 100 }]))
            .Run([], stream, (key, _, _) => heard.Add(key)))
            .Message.ShouldBe("t.csv: sample 1: the outputs are not finite; the largest of its inputs is -300.5; "
                + "are they scaled as the training inputs were (mnist: 0 to 1)?");
        heard.ShouldBe([0]);
    }

    /// <summary>One oscillator answers by ±s, so that the "contrast" would be s/0. The mutation: contrasts of machines
    /// that settle.</summary>
    [Fact]
    public void Answers_with_signs_have_no_contrast()
    {
        var oscillators = new PhaseOscillatorMachine<double>(new() { Inputs = 2, Hidden = [2], Outputs = 1 }, seed: 1);

        var evaluator = new Evaluator(new LaneBlocks([oscillators]));
        var evaluation = evaluator.Evaluate(oscillators.Learning.Theta, new XorDataSet());

        evaluation.Samples.ShouldBe(4);
        evaluation.WorstContrast.ShouldBeNull();
    }

    [Fact]
    public void Without_classes_there_is_a_cost_and_nothing_to_count()
    {
        var blocks = TrainingTask.Blocks(1);
        var data = TrainingTask.Data(blocks.Machine);
        var evaluation = new Evaluator(blocks).Evaluate(blocks.Machine.Learning.Theta, data);
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

        /// <summary>What is brighter blinds it.</summary>
        public double Limit { get; init; } = double.MaxValue;

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

        public void Read(Span<double> outputs)
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = Math.Abs(_batch!.Inputs[i]) <= Limit ? _batch.Inputs[i] : double.NaN;
            }
        }

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

using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields;
using Loschmidt.Gradients;

namespace Loschmidt.Tests.Training;

public sealed class LaneBlocksTests
{
    [Fact]
    public void The_bits_of_a_gradient_do_not_depend_on_the_number_of_workers()
    {
        var (cost, gradient) = Gradient(1);
        gradient.ShouldContain(g => g != 0);
        for (var workers = 2; workers <= 4; workers++)
        {
            var (otherCost, other) = Gradient(workers);
            otherCost.ShouldBe(cost);
            other.ShouldBe(gradient);
        }
    }

    [Fact]
    public void Adding_blocks_in_the_order_they_finish_would_change_bits()
    {
        // The mutation: the same blocks, summed backwards: the order, and not luck, makes the test above hold.
        var blocks = TrainingTask.Blocks(1);
        var parts = new List<double[]>();
        var gradient = new double[blocks.Machine.Parameters.Count];
        var data = TrainingTask.Data(blocks.Machine);
        blocks.Run(Theta(blocks), data, TrainingTask.AllRows, gradient.Length, (machine, batch, _, result) =>
        {
            var cost = new TangentEstimator().Estimate(machine, batch, result);
            parts.Add(result.ToArray());
            return cost;
        }, gradient);
        double[] backwards = [.. gradient.Select((_, i) => parts[2][i] + parts[1][i] + parts[0][i])];
        backwards.ShouldNotBe(gradient);
        backwards.Zip(gradient, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void A_result_left_over_from_a_larger_batch_is_not_counted()
    {
        var blocks = TrainingTask.Blocks(2);
        var data = TrainingTask.Data(blocks.Machine);
        double[] Sum(ReadOnlyMemory<int> rows)
        {
            var gradient = new double[blocks.Machine.Parameters.Count];
            blocks.Run(
                Theta(blocks), data, rows, gradient.Length,
                (machine, batch, _, result) => new TangentEstimator().Estimate(machine, batch, result), gradient);
            return gradient;
        }

        var fresh = Sum(TrainingTask.AllRows[..3]);
        Sum(TrainingTask.AllRows);
        Sum(TrainingTask.AllRows[..3]).ShouldBe(fresh);
    }

    [Fact]
    public void A_sample_meets_the_same_theta_whoever_passed_before_it()
    {
        // The mutation, loading θ once per worker, lets each sample meet the recoil of those before it: costs then depend on workers.
        var settings = new WaveSettings { Lattice = new Lattice { Columns = 9, Rows = 21 }, Steps = 10 };
        double Cost(int workers)
        {
            var blocks = new LaneBlocks([.. Enumerable.Range(0, workers).Select(_ => new WaveMachine<double>(settings, 3))]);
            return new Evaluator(blocks).Evaluate(blocks.Machine.Learning.Theta.ToArray(), new XorDataSet()).Cost;
        }

        var machine = new WaveMachine<double>(settings, 3);
        machine.Learning.Recoils.ShouldBeTrue();
        var alone = Cost(1);
        for (var workers = 2; workers <= 4; workers++)
        {
            Cost(workers).ShouldBe(alone);
        }
    }

    private static (double Cost, double[] Gradient) Gradient(int workers)
    {
        var blocks = TrainingTask.Blocks(workers);
        var gradient = new double[blocks.Machine.Parameters.Count];
        var cost = blocks.Run(
            Theta(blocks), TrainingTask.Data(blocks.Machine), TrainingTask.AllRows, gradient.Length,
            (machine, batch, _, result) => new TangentEstimator().Estimate(machine, batch, result), gradient);
        return (cost, gradient);
    }

    private static double[] Theta(LaneBlocks blocks) => blocks.Machine.Learning.Theta.ToArray();
}

using System.Numerics;
using Loschmidt.Baselines;
using Loschmidt.Costs;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Gradients;
using Loschmidt.Machines;
using Loschmidt.Numerics.Random;

namespace Loschmidt.Tests.Baselines;

public sealed class PerceptronTests
{
    // More units than a vector holds, and not a multiple of it.
    private static readonly PerceptronSettings Two = new() { Inputs = 7, Hidden = [19, 5], Outputs = 3 };

    // Mutations: the derivative taken at z instead of y, the bias's gradient left out, W where its transpose belongs.
    [Theory]
    [InlineData(PerceptronActivation.Tanh, ScoreKind.CrossEntropy)]
    [InlineData(PerceptronActivation.Relu, ScoreKind.CrossEntropy)]
    [InlineData(PerceptronActivation.Sigmoid, ScoreKind.CrossEntropy)]
    [InlineData(PerceptronActivation.Tanh, ScoreKind.HalfSquares)]
    public void The_chain_rule_agrees_with_central_differences(PerceptronActivation activation, ScoreKind score)
    {
        var settings = Two with { Activation = activation, Score = score };
        var machine = Moved(new PerceptronMachine<double>(settings, seed: 1));
        var batch = Samples(machine, active: 5);
        var (swept, differences) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);

        var cost = new ReverseSweepEstimator().Estimate(machine, batch, swept);
        new CentralDifferencesEstimator(1e-3).Estimate(machine, batch, differences).ShouldBe(cost, 1e-12 * cost);

        Fidelity.Of(swept, differences).RelativeError.ShouldBeLessThan(1e-8);
        var single = Moved(new PerceptronMachine<float>(settings, seed: 1));
        var rounded = new double[swept.Length];
        new ReverseSweepEstimator().Estimate(single, batch, rounded).ShouldBe(cost, 1e-5 * cost);
        Fidelity.Of(rounded, swept).RelativeError.ShouldBeLessThan(1e-5); // some twenty roundings of 6e-8 each
    }

    [Fact]
    public void Without_hidden_layers_it_is_the_linear_softmax_classifier()
    {
        var machine = new PerceptronMachine<double>(new() { Inputs = 2, Outputs = 2 }, seed: 1);
        machine.Parameters.Tensors.Select(tensor => tensor.Name).ShouldBe(["output/weight", "output/bias"]);
        ((double[])[1, 2, 3, 4, 0.5, -0.5]).CopyTo(machine.Learning.Theta); // W = [[1, 2], [3, 4]], inputs in rows
        var batch = new Batch(2, 0, machine.Lanes) { Active = 1 };
        (batch.Inputs[0], batch.Inputs[machine.Lanes], batch.Labels[0]) = (0.1, 0.2, 1);
        machine.Prepare(batch);
        machine.Evolve();

        var outputs = new double[2 * machine.Lanes];
        machine.Read(outputs);

        double[] scores = [0.5 + 0.1 + 0.6, -0.5 + 0.2 + 0.8];
        (outputs[0], outputs[machine.Lanes]).ShouldBe((scores[0], scores[1]));
        machine.Cost().ShouldBe(Math.Log(1 + Math.Exp(scores[0] - scores[1])), 1e-14);
        var slope = new double[outputs.Length];
        machine.Judge(outputs, batch, slope).ShouldBe(machine.Cost());
        slope[0].ShouldBe(-slope[machine.Lanes], 1e-15);
        slope[0].ShouldBe(1 / (1 + Math.Exp(scores[1] - scores[0])), 1e-14);
    }

    // Mutation: the last block of a batch judged with what earlier samples left in its lanes.
    [Fact]
    public void Lanes_that_are_not_active_change_nothing()
    {
        var machine = Moved(new PerceptronMachine<float>(Two, seed: 1));
        var (full, few) = (Samples(machine, active: machine.Lanes), Samples(machine, active: 3));
        var (afterwards, alone) = (new double[machine.Parameters.Count], new double[machine.Parameters.Count]);
        machine.PullBack(full, afterwards, []);

        var cost = machine.PullBack(few, afterwards, []);

        Moved(new PerceptronMachine<float>(Two, seed: 1)).PullBack(few, alone, []).ShouldBe(cost);
        afterwards.ShouldBe(alone);
    }

    [Fact]
    public void Training_gives_the_same_bits_for_any_number_of_workers()
    {
        static double[] Train(int workers)
        {
            var blocks = new LaneBlocks(
                [.. Enumerable.Range(0, workers).Select(_ => new PerceptronMachine<float>(Two, seed: 1))]);
            var learner = Learners.Build(
                new() { Estimator = Estimator.ReverseSweep, Batch = 100, Optimiser = new() { Kind = OptimiserKind.Adam, Rate = 0.01 } },
                blocks, seed: 1);
            var data = new RandomDataSet(100, 7, 0, seed: 2);
            for (var step = 0; step < 3; step++)
            {
                learner.Step(step, 1, data, Enumerable.Range(0, 100).ToArray());
            }

            return learner.Theta.ToArray();
        }

        Train(3).ShouldBe(Train(1));
    }

    [Fact]
    public void Weights_begin_within_the_reach_of_their_layer_and_biases_at_zero()
    {
        var machine = new PerceptronMachine<double>(Two, seed: 1);
        foreach (var tensor in machine.Parameters.Tensors)
        {
            var values = machine.Learning.Theta.Slice(tensor.Offset, tensor.Count).ToArray();
            if (tensor.Shape.Count == 1)
            {
                values.ShouldAllBe(value => value == 0);
                continue;
            }

            var reach = Math.Sqrt(6.0 / (tensor.Shape[0] + tensor.Shape[1]));
            values.Max(Math.Abs).ShouldBeInRange(0.8 * reach, reach);
            values.Distinct().Count().ShouldBe(values.Length);
        }

        new PerceptronMachine<double>(Two, seed: 1).Learning.Theta.SequenceEqual(machine.Learning.Theta).ShouldBeTrue();
        new PerceptronMachine<double>(Two, seed: 2).Learning.Theta.SequenceEqual(machine.Learning.Theta).ShouldBeFalse();
        machine.Parameters.Tensors.Select(tensor => tensor.Name).ShouldBe(
            ["hidden1/weight", "hidden1/bias", "hidden2/weight", "hidden2/bias", "output/weight", "output/bias"]);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var machine = new PerceptronMachine<float>(Two, seed: 1);
        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(6, 0, machine.Lanes)));
        Should.Throw<ArgumentException>(() => machine.Prepare(new Batch(7, 0, machine.Lanes + 1)));
        Should.Throw<InvalidOperationException>(machine.Evolve);
        Should.Throw<UnsuitableException>(
                () => MachineFactory.Build(Two with { Inputs = 1_000_000, Hidden = [65_536] }, Precision.Float, seed: 1))
            .Message.ShouldBe("machine: a perceptron of 65536262147 parameters; at most 67108864 are accepted, make hidden layers smaller");
        Should.Throw<UnsuitableException>(() => MachineFactory.Build(Two, Precision.FixedPoint, seed: 1))
            .Message.ShouldContain("precision: float or double");
    }

    [Fact]
    public void A_fault_names_the_answer()
    {
        var machine = new PerceptronMachine<float>(Two, seed: 1);
        machine.Prepare(Samples(machine, active: 2));
        machine.Evolve();
        machine.DescribeFault().ShouldBeNull();
        machine.Learning.Theta[^1] = double.NaN;
        machine.Evolve();
        machine.DescribeFault()!.ShouldStartWith("answer 2 to the sample in lane 0 is not finite");
    }

    /// <summary>Biases moved away from zero, so that nothing is symmetric.</summary>
    private static PerceptronMachine<T> Moved<T>(PerceptronMachine<T> machine)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(8, "bias");
        for (var i = 0; i < machine.Learning.Count; i++)
        {
            machine.Learning.Theta[i] += 0.1 * stream.Normal((uint)i);
        }

        return machine;
    }

    private static Batch Samples(IMachine machine, int active)
    {
        var batch = new Batch(machine.Features, 0, machine.Lanes) { Active = active };
        var stream = new RandomStream(9, "samples");
        for (var lane = 0; lane < active; lane++)
        {
            batch.Labels[lane] = lane % 3;
            for (var i = 0; i < machine.Features; i++)
            {
                batch.Inputs[(i * batch.Lanes) + lane] = stream.Normal((uint)lane, (uint)i);
            }
        }

        return batch;
    }
}

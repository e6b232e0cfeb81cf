using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Scattering;

namespace Loschmidt.Tests.Scattering;

/// <summary>Who computes which block of samples is no part of the result.</summary>
public sealed class TrainingBitsTests
{
    private const int Steps = 4, Samples = 60;

    private static readonly ScatteringSettings Network = new() { Inputs = 8, Replication = 2, Hidden = [6], Outputs = 3 };

    /// <summary>
    /// A short training of a small network, 60 samples in blocks of one vector of lanes. Mutation: sums taken in the order in which workers
    /// finish; two blocks that change places change the last bits, as the second training shows.
    /// </summary>
    [Theory, Trait("check", "S21")]
    [InlineData(Estimator.Adjoint, Precision.Double)]
    [InlineData(Estimator.Adjoint, Precision.Float)]
    [InlineData(Estimator.Reciprocity, Precision.Double)]
    public void Two_threads_train_to_the_bits_of_one(Estimator estimator, Precision precision)
    {
        int[] rows = [.. Enumerable.Range(0, Samples)];
        var alone = Train(estimator, precision, workers: 1, rows);
        Train(estimator, precision, workers: 2, rows).ShouldBe(alone);
        Train(estimator, precision, workers: 3, rows).ShouldBe(alone);
        Train(estimator, precision, workers: 1, [.. rows.Skip(30), .. rows.Take(30)]).ShouldNotBe(alone);
    }

    private static double[] Train(Estimator estimator, Precision precision, int workers, int[] rows)
    {
        var blocks = new LaneBlocks(
            [.. Enumerable.Range(0, workers).Select(_ => MachineFactory.Build(Network, precision, seed: 3))]);
        var training = new TrainingSettings
        {
            Estimator = estimator, Batch = rows.Length,
            Optimiser = new() { Kind = OptimiserKind.Adam, Rate = 0.02 },
        };
        var learner = Learners.Build(training, blocks, seed: 1);
        var data = new Labelled(Samples, features: 8);
        for (var step = 0; step < Steps; step++)
        {
            learner.Step(step, 1, data, rows);
        }

        return [.. learner.Theta];
    }
}

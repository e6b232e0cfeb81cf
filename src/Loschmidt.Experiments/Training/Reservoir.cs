using System.Collections.Concurrent;
using Loschmidt.Baselines;
using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Reservoir computing with a machine: its parameters stay as they were drawn, and a linear read-out of what it shows is fitted in closed form.</summary>
/// <remarks>λ is chosen by the validation samples (the right answers, then the larger λ), never by the test; without any it is <see cref="UsualLambda"/>.</remarks>
internal sealed class Reservoir
{
    /// <summary>Most numbers that are read from the field, beside the outputs.</summary>
    public const int MostOfField = 256;

    private const double UsualLambda = 1e-3;

    private static readonly double[] Lambdas = [1e2, 1e1, 1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];

    private readonly LaneBlocks _blocks;
    private readonly double[] _theta;
    private readonly ulong _seed;
    private readonly ConcurrentDictionary<IEvolves, ReservoirFeatures> _features = new();
    private readonly double[][] _weights;

    private Reservoir(LaneBlocks blocks, ReadOnlySpan<double> theta, DataSplits data, ulong seed)
    {
        (_blocks, _theta, _seed) = (blocks, theta.ToArray(), seed);
        var first = FeaturesOf(blocks.Machine);
        (Features, Passes) = (first.Count, first.Passes);
        var train = data.Train;
        var readout = new RidgeReadout(Features, train.Classes);
        Read(train, (features, label) =>
        {
            Span<double> target = stackalloc double[train.Classes];
            target.Clear();
            target[label] = 1;
            readout.Add(features, target);
        });
        (Lambda, _weights) = (UsualLambda, readout.Solve(UsualLambda));
        if (data.Validation is not { } validation)
        {
            Accuracy = Score(train);
            return;
        }

        var candidates = Lambdas.Select(lambda => (Lambda: lambda, Weights: readout.Solve(lambda))).ToArray();
        var right = Count(validation, [.. candidates.Select(one => one.Weights)]);
        var best = Array.IndexOf(right, right.Max());
        (Lambda, _weights) = candidates[best];
        Accuracy = (double)right[best] / validation.Count;
    }

    /// <summary>Numbers that are read of a sample.</summary>
    public int Features { get; }

    /// <summary>Passes a sample.</summary>
    public int Passes { get; }

    /// <summary>λ of the ridge.</summary>
    public double Lambda { get; }

    /// <summary>Share of right answers to the validation samples; to the training samples where there are none.</summary>
    public double Accuracy { get; }

    /// <summary>Fits the read-out of a machine.</summary>
    /// <param name="blocks">Replicas of the machine.</param>
    /// <param name="theta">θ, as it was drawn.</param>
    /// <param name="data">Samples with classes.</param>
    /// <param name="seed">Draws what is read of the field.</param>
    public static Reservoir Fit(LaneBlocks blocks, ReadOnlySpan<double> theta, DataSplits data, ulong seed) => new(blocks, theta, data, seed);

    /// <summary>Share of right answers to other samples.</summary>
    public double Score(IDataSet data) => (double)Count(data, [_weights])[0] / data.Count;

    private long[] Count(IDataSet data, double[][][] candidates)
    {
        var right = new long[candidates.Length];
        var outputs = new double[data.Classes];
        Read(data, (features, label) =>
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                RidgeReadout.Answer(candidates[i], features, outputs);
                right[i] += Tally.Answer(outputs) == label ? 1 : 0;
            }
        });
        return right;
    }

    private void Read(IDataSet data, Receiver receive)
    {
        const int AtOnce = 4096;
        var lanes = _blocks.Machine.Lanes;
        var most = (Math.Min(data.Count, AtOnce) + lanes - 1) / lanes * lanes;
        var (values, labels, rows) = (new double[most * Features], new int[most], new int[most]);
        for (var first = 0; first < data.Count; first += most)
        {
            var count = Math.Min(most, data.Count - first);
            for (var i = 0; i < count; i++)
            {
                rows[i] = first + i;
            }

            _blocks.Run(_theta, data, rows.AsMemory(0, count), 0, (machine, batch, block, _) =>
            {
                (machine as IDrawsNoise)?.Name(-1, 0);
                batch.Labels.AsSpan(0, batch.Active).CopyTo(labels.AsSpan(block * lanes));
                FeaturesOf(machine).Read(batch, values.AsSpan(block * lanes * Features));
                return 0;
            }, []);
            for (var i = 0; i < count; i++)
            {
                receive(values.AsSpan(i * Features, Features), labels[i]);
            }
        }
    }

    private ReservoirFeatures FeaturesOf(IEvolves machine) => _features.GetOrAdd(machine, one => new ReservoirFeatures(one, MostOfField, _seed));

    private delegate void Receiver(ReadOnlySpan<double> features, int label);
}

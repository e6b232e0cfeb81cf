using System.Globalization;
using System.Numerics.Tensors;
using Loschmidt.Experiments.Data;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Runs samples forward on replicas, as many as fit into memory at a time, and hands their outputs on in the
/// order of the samples: the one loop behind evaluation and prediction.</summary>
/// <remarks>Costs are added block by block in order, so their bits depend on neither threads nor how samples
/// arrive.</remarks>
public sealed class ForwardLoop
{
    // Enough blocks for all workers, and not much memory: 4,096 images of 784 numbers are 26 MB.
    private const int SamplesAtOnce = 4096;
    private const int NumbersAtOnce = 1 << 22;

    private readonly LaneBlocks _blocks;
    private readonly int _outputs;
    private double[] _light = [];
    private double[] _costs = [];
    private int[] _labels = [];

    /// <summary>Uses the replicas of a pool.</summary>
    public ForwardLoop(LaneBlocks blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        (_blocks, _outputs) = (blocks, blocks.Machine.Outputs);
    }

    /// <summary>Hears of one sample.</summary>
    /// <param name="key">Its number from 0, or what the stream calls it.</param>
    /// <param name="outputs">[outputs]; to be read before the next sample comes.</param>
    /// <param name="label">Its class, if it has one.</param>
    public delegate void Receiver(long key, ReadOnlySpan<double> outputs, int label);

    /// <summary>Runs all samples of a set.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="data">The samples.</param>
    /// <param name="receive">Hears of each.</param>
    /// <param name="cancellation">Checked between batches of samples.</param>
    /// <returns>The cost summed over samples.</returns>
    public double Run(
        ReadOnlySpan<double> theta, IDataSet data, Receiver receive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var cost = 0.0;
        var rows = new int[Math.Min(data.Count, Capacity(data.Features + data.Targets))];
        for (var first = 0; first < data.Count; first += rows.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(rows.Length, data.Count - first);
            for (var i = 0; i < count; i++)
            {
                rows[i] = first + i;
            }

            Pass(theta, data, rows.AsMemory(0, count), judged: true, ref cost);
            for (var i = 0; i < count; i++)
            {
                receive(first + i, _light.AsSpan(i * _outputs, _outputs), _labels[i]);
            }
        }

        return cost;
    }

    /// <summary>Runs all samples of a stream; memory does not grow with their number.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <param name="stream">Read to its end.</param>
    /// <param name="receive">Hears of each sample.</param>
    /// <param name="cancellation">Checked between batches of samples.</param>
    /// <returns>The cost summed over samples; 0 where the stream brings no targets to judge by.</returns>
    /// <exception cref="NonFiniteException">The machine answers a sample by numbers that are not finite.</exception>
    public double Run(
        ReadOnlySpan<double> theta, ISampleStream stream, Receiver receive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var cost = 0.0;
        var machine = _blocks.Machine;
        var block = new SampleBlock(
            stream.Name, machine.Features, machine.Targets, stream.Classes,
            Capacity(machine.Features + machine.Targets));
        var rows = new int[block.Capacity];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            stream.Read(block);
            if (block.Count == 0)
            {
                return cost;
            }

            Pass(theta, block, rows.AsMemory(0, block.Count), stream.IsJudged, ref cost);
            for (var i = 0; i < block.Count; i++)
            {
                var outputs = _light.AsSpan(i * _outputs, _outputs);
                if (!TensorPrimitives.IsFiniteAll<double>(outputs))
                    throw NotFinite(block, i);
                receive(block.Keys[i], outputs, _labels[i]);
            }
        }
    }

    /// <summary>Numbers from somebody else's file: most often they are pixels of another scale.</summary>
    private static NonFiniteException NotFinite(SampleBlock block, int row)
    {
        var largest = TensorPrimitives.MaxMagnitude(block.Inputs(row));
        return new NonFiniteException(string.Create(
            CultureInfo.InvariantCulture,
            $"{block.Name}: sample {block.Keys[row]}: the outputs are not finite; "
            + $"the largest of its inputs is {largest:G4}; are they scaled as the training inputs were (mnist: 0 to 1)?"));
    }

    /// <summary>A multiple of the lanes, so that blocks are cut as if all samples came at once.</summary>
    private int Capacity(int numbers)
    {
        var lanes = _blocks.Machine.Lanes;
        var samples = Math.Clamp(NumbersAtOnce / Math.Max(1, numbers), 1, SamplesAtOnce);
        return (samples + lanes - 1) / lanes * lanes;
    }

    private void Pass(ReadOnlySpan<double> theta, IDataSet data, ReadOnlyMemory<int> rows, bool judged, ref double cost)
    {
        var lanes = _blocks.Machine.Lanes;
        var blocks = (rows.Length + lanes - 1) / lanes;
        Reserve(rows.Length, blocks);
        _blocks.Run(theta, data, rows, 0, (machine, batch, block, _) =>
        {
            (machine as IDrawsNoise)?.Name(-1, 0);
            machine.Prepare(batch);
            machine.Evolve();
            var light = new double[_outputs * lanes];
            machine.Read(light);
            for (var lane = 0; lane < batch.Active; lane++)
            {
                var sample = (block * lanes) + lane;
                _labels[sample] = batch.Labels[lane];
                for (var k = 0; k < _outputs; k++)
                {
                    _light[(sample * _outputs) + k] = light[(k * lanes) + lane];
                }
            }

            return _costs[block] = judged ? machine.Cost() : 0;
        }, []);
        for (var block = 0; block < blocks; block++)
        {
            cost += _costs[block];
        }
    }

    private void Reserve(int samples, int blocks)
    {
        if (_labels.Length < samples)
        {
            (_labels, _light) = (new int[samples], new double[samples * _outputs]);
        }

        if (_costs.Length < blocks)
        {
            _costs = new double[blocks];
        }
    }
}

using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Loschmidt.Experiments.Data;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Deals samples to replicas of one machine, a block of lanes at a time, and adds what they found in block order.</summary>
/// <remarks>
/// The block size is the machine's lane count, a constant, and block b goes to worker b mod workers; sums run over blocks in
/// order. So the bits of every sum are the same for any number of threads.
/// </remarks>
public sealed class LaneBlocks
{
    private readonly IReadOnlyList<IEvolves> _replicas;
    private readonly Batch[] _batches;
    private double[] _theta = [];
    private double[][] _partials = [];
    private double[] _costs = [];

    /// <summary>Takes over one replica per worker.</summary>
    /// <param name="replicas">Machines built alike; only their own worker touches them.</param>
    public LaneBlocks(IReadOnlyList<IEvolves> replicas)
    {
        ArgumentOutOfRangeException.ThrowIfZero(replicas.Count);
        _replicas = replicas;
        _batches = [.. replicas.Select(machine => new Batch(machine.Features, machine.Targets, machine.Lanes))];
    }

    /// <summary>What one worker does with one block.</summary>
    /// <param name="machine">The worker's replica, θ loaded and π = 0.</param>
    /// <param name="batch">The block's samples.</param>
    /// <param name="block">Which block, from 0.</param>
    /// <param name="result">[width], zeroed; receives the block's contribution.</param>
    /// <returns>The block's cost.</returns>
    public delegate double Work(IEvolves machine, Batch batch, int block, Span<double> result);

    /// <summary>The first replica, for questions about shape.</summary>
    public IEvolves Machine => _replicas[0];

    /// <summary>Training steps done: a device whose parameters walk is as old on every replica, also in an evaluation.</summary>
    public long Age { get; set; }

    /// <summary>The first replica's account of a state that is not finite, or null when all are well.</summary>
    public string? DescribeFault() => _replicas.Select(machine => machine.DescribeFault()).FirstOrDefault(fault => fault is not null);

    /// <summary>Runs the work over all blocks.</summary>
    /// <param name="theta">θ, with which every block begins.</param>
    /// <param name="data">Where samples are read.</param>
    /// <param name="rows">Rows of the samples.</param>
    /// <param name="width">Length of one block's result.</param>
    /// <param name="work">What to do with a block.</param>
    /// <param name="sum">[width], <b>overwritten</b> with the sum over blocks.</param>
    /// <returns>The summed cost.</returns>
    public double Run(ReadOnlySpan<double> theta, IDataSet data, ReadOnlyMemory<int> rows, int width, Work work, Span<double> sum)
    {
        var lanes = Machine.Lanes;
        var blocks = (rows.Length + lanes - 1) / lanes;
        Reserve(blocks, width);
        if (_theta.Length != theta.Length)
        {
            _theta = new double[theta.Length];
        }

        theta.CopyTo(_theta);
        var workers = Math.Min(_replicas.Count, blocks);
        if (workers == 1)
        {
            RunWorker(0, 1, blocks, data, rows, width, work);
        }
        else
        {
            try
            {
                Parallel.For(
                    0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers },
                    worker => RunWorker(worker, workers, blocks, data, rows, width, work));
            }
            catch (AggregateException all)
            {
                // What stops one worker stops the others for the same reason; once is enough.
                ExceptionDispatchInfo.Throw(all.InnerExceptions[0]);
            }
        }

        sum.Clear();
        var cost = 0.0;
        for (var block = 0; block < blocks; block++)
        {
            TensorPrimitives.Add(sum, _partials[block].AsSpan(0, width), sum);
            cost += _costs[block];
        }

        return cost;
    }

    private void RunWorker(
        int worker, int workers, int blocks, IDataSet data, ReadOnlyMemory<int> rows, int width, Work work)
    {
        var machine = _replicas[worker];
        var batch = _batches[worker];
        var lanes = machine.Lanes;
        if (machine is ImperfectMachine device)
        {
            device.Age = Age;
        }

        for (var block = worker; block < blocks; block += workers)
        {
            var from = block * lanes;
            data.Read(rows.Span[from..Math.Min(rows.Length, from + lanes)], batch);
            // Anew for every block: θ recoils while a wave passes, and the next one must not meet what the last one left.
            _theta.CopyTo(machine.Learning.Theta);
            machine.Learning.Pi.Clear();
            var result = _partials[block].AsSpan(0, width);
            result.Clear();
            _costs[block] = work(machine, batch, block, result);
        }
    }

    private void Reserve(int blocks, int width)
    {
        if (_partials.Length < blocks || (blocks > 0 && _partials[0].Length < width))
        {
            _partials = [.. Enumerable.Range(0, Math.Max(blocks, _partials.Length)).Select(_ => new double[width])];
            _costs = new double[_partials.Length];
        }
    }
}

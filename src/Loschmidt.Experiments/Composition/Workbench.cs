using Loschmidt.Experiments.Data;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>An experiment set up: replicas of its machine, one a worker, and its data.</summary>
/// <param name="Blocks">The replicas.</param>
/// <param name="Data">The samples.</param>
internal sealed record Workbench(LaneBlocks Blocks, DataSplits Data)
{
    /// <summary>Machine and data of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="samplesAtOnce">Most samples a step asks for: more workers than blocks would idle.</param>
    /// <param name="threads">Workers; 0 means every core.</param>
    /// <param name="dataFolder">What <c>--data</c> said.</param>
    public static Workbench SetUp(Experiment experiment, int samplesAtOnce, int threads, string? dataFolder)
    {
        var batch = experiment.Training.Batch;
        var first = MachineFactory.Build(experiment, batch, threads);
        DataSplits data;
        try
        {
            data = DataFactory.Load(experiment, first, dataFolder);
        }
        catch
        {
            (first as IDisposable)?.Dispose();
            throw;
        }

        var blocks = (samplesAtOnce + first.Lanes - 1) / first.Lanes;
        // A machine that reads series keeps its batch together and has its own workers; of a device behind a wire there is one.
        var most = first is ISequenceMachine || DeviceLink.IsSingle(first) ? 1 : Math.Max(1, blocks);
        var replicas = new IEvolves[Math.Clamp(threads == 0 ? Environment.ProcessorCount : threads, 1, most)];
        replicas[0] = first;
        for (var worker = 1; worker < replicas.Length; worker++)
        {
            replicas[worker] = MachineFactory.Build(experiment);
        }

        return new Workbench(new LaneBlocks(replicas), data);
    }
}

using Loschmidt.Devices.Wire;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>A run's machine as it was left, on replicas; its training data are not looked at.</summary>
/// <param name="Folder">The run.</param>
/// <param name="Experiment">Its experiment, or what was made of it.</param>
/// <param name="Step">Training steps done.</param>
/// <param name="Blocks">The replicas.</param>
/// <param name="Theta">θ of the chosen checkpoint.</param>
internal sealed record TrainedMachine(
    RunFolder Folder, Experiment Experiment, long Step, LaneBlocks Blocks, double[] Theta)
{
    /// <summary>What is not as it was in the run.</summary>
    public IReadOnlyList<ChangedSetting> Changed { get; private init; } = [];

    /// <summary>The first replica, for questions about shape.</summary>
    public IEvolves Machine => Blocks.Machine;

    /// <summary>Answers it can give; 0 where it is judged by targets.</summary>
    public int Classes => DataFactory.ClassesOf(Machine);

    /// <summary>Opens a run.</summary>
    /// <param name="run">Its name or folder.</param>
    /// <param name="runs">Folder of run folders; null uses the usual one.</param>
    /// <param name="checkpoint">Which state; see <see cref="CheckpointChoice"/>.</param>
    /// <param name="threads">Workers; 0 means every core.</param>
    /// <param name="sets">Settings of machine, device and data that are to be other than in the run, as <c>--set</c> has them.</param>
    /// <exception cref="InputException">The run, its checkpoint or a setting are at fault, or the trained state does not fit the machine.</exception>
    public static TrainedMachine Open(string run, string? runs, string? checkpoint, int threads, IReadOnlyList<string>? sets = null)
    {
        var folder = RunFolder.Open(run, runs);
        var trained = folder.ReadExperiment(MachineFactory.Kinds);
        var chosen = CheckpointChoice.Read(folder, trained, checkpoint);
        var experiment = sets is { Count: > 0 } ? ChangedExperiment.Read(folder, sets) : trained;
        var changed = ChangedExperiment.Differences(trained, experiment, sets ?? []);
        ChangedExperiment.RequireEffect(experiment, changed);
        var first = MachineFactory.Build(experiment, experiment.Training.Batch, threads);
        if (sets is { Count: > 0 })
        {
            ChangedExperiment.RequireFit(chosen, first.Parameters, folder.Name);
        }

        var replicas = new IEvolves[first is ISequenceMachine || DeviceLink.IsSingle(first) ? 1 : threads == 0 ? Environment.ProcessorCount : threads];
        replicas[0] = first;
        for (var worker = 1; worker < replicas.Length; worker++)
        {
            replicas[worker] = MachineFactory.Build(experiment);
        }

        (first as SealedMachine)?.Client.Restore(SnapshotTensor.Read(chosen, folder.Name), (long)chosen["device/step"].Doubles[0]);
        var theta = StateTensors.Theta(chosen, replicas[0].Parameters, folder.Name);
        return new TrainedMachine(folder, experiment, chosen.Manifest.Step, new LaneBlocks(replicas) { Age = chosen.Manifest.Step }, theta)
        {
            Changed = changed,
        };
    }
}

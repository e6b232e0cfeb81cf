using System.Globalization;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Execution;

/// <summary>Which of a run's states is meant: <c>latest</c>, <c>best</c> or a step.</summary>
internal static class CheckpointChoice
{
    /// <summary>Reads the checkpoint that is meant.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="experiment">Its experiment.</param>
    /// <param name="choice">What was asked for; null means the state the run itself is judged by: the best one where
    /// early stopping chose, else the latest.</param>
    /// <exception cref="RunException">There is no such checkpoint; says which there are.</exception>
    public static Checkpoint Read(RunFolder folder, Experiment experiment, string? choice)
    {
        choice ??= experiment.Training.EarlyStopping is null ? "latest" : "best";
        if (choice is "latest" or "best")
        {
            var latest = folder.Checkpoints.Latest()
                ?? throw new RunException(folder.Name, "has no checkpoint yet, so there is nothing to run");
            return choice == "latest" ? latest : Best(folder, latest);
        }

        var steps = folder.Checkpoints.Steps();
        return long.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            && steps.Contains(step)
            ? folder.Checkpoints.Read(step)
            : throw new RunException(
                folder.Name,
                $"has no checkpoint '{ScalarNode.Printable(choice)}'; there are latest, best and the steps "
                + string.Join(", ", steps));
    }

    /// <summary>Every state remembers which one before it was the best.</summary>
    private static Checkpoint Best(RunFolder folder, Checkpoint latest)
    {
        var memory = new LoopMemory();
        if (latest.State.Any(tensor => tensor.Name == "loop/best"))
            StateTensors.Restore(memory.Memory, latest, null, folder.Name);
        var step = (long)memory.BestStep;
        return step == latest.Manifest.Step ? latest
            : folder.Checkpoints.Steps().Contains(step) ? folder.Checkpoints.Read(step)
            : throw new RunException(
                folder.Name, "does not know its best state: nothing was compared yet; use --checkpoint latest");
    }
}

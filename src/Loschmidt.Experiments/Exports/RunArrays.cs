using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Files;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>A run as arrays: <c>metrics/NAME</c> over <c>metrics/step</c>, and <c>checkpoint/NAME</c> with its <c>checkpointStep</c>.</summary>
internal static class RunArrays
{
    // A run at work drops old checkpoints while it writes new ones: what was listed a moment ago may be gone.
    private const int Tries = 3;

    /// <summary>All arrays; those of the checkpoint are left out where the run has none and none was asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="checkpoint"><c>latest</c>, <c>best</c>, a step, or null for the state the run is judged by.</param>
    /// <exception cref="InputException">The run has neither metrics nor a checkpoint, or not the one asked for.</exception>
    public static IEnumerable<Tensor> Of(RunFolder run, string? checkpoint)
    {
        var lines = run.ReadMetrics();
        var state = checkpoint is null && run.Checkpoints.Steps().Count == 0 ? null : Read(run, checkpoint);
        if (lines.Count == 0 && state is null)
            throw new RunException(run.Name, "has neither metrics nor a checkpoint yet, so there is nothing to export");
        List<Tensor> arrays = [new("metrics/step", [.. lines.Select(line => (double)line.Step)])];
        arrays.AddRange(MetricsTable.Names(lines).Select(name => new Tensor($"metrics/{name}", [.. lines.Select(line => line[name])])));
        if (state is not null)
        {
            arrays.Add(Tensor.Scalar("checkpointStep", (double)state.Manifest.Step));
            arrays.AddRange(state.State.Select(Renamed));
        }

        return arrays;
    }

    /// <summary>Reads a checkpoint of a run that may be at work.</summary>
    /// <exception cref="InputException">There is no such checkpoint.</exception>
    public static Checkpoint Read(RunFolder run, string? choice)
    {
        var experiment = run.ReadExperiment(MachineFactory.Kinds);
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                return CheckpointChoice.Read(run, experiment, choice);
            }
            catch (RunException) when (left > 0 && run.Owner is not null)
            {
            }
        }
    }

    private static Tensor Renamed(Tensor tensor)
    {
        var name = $"checkpoint/{tensor.Name}";
        int[] shape = [.. tensor.Shape];
        return tensor.IsDouble ? new Tensor(name, (Array)tensor.Doubles, shape) : new Tensor(name, (Array)tensor.Floats, shape);
    }
}

using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>What a report shows and the run's files do not hold: it is computed from θ.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Pictures">Pictures of the trained machine.</param>
/// <param name="Judged">Which samples it was judged on, and how.</param>
/// <param name="Steps">Steps to do in all.</param>
internal sealed record RunMaterial(
    Experiment Experiment, RunPictures Pictures, (string Split, Evaluation Evaluation)? Judged, long Steps)
{
    /// <summary>Computes it from the newest whole checkpoint, or from the one that early stopping chose.</summary>
    /// <param name="folder">The run; nothing in it is changed.</param>
    /// <param name="experiment">Its experiment.</param>
    /// <param name="metrics">The course of its training.</param>
    /// <param name="result">What it ended with; null where it did not.</param>
    /// <param name="options">Threads and data.</param>
    /// <exception cref="InputException">There is no checkpoint, or the data are not here.</exception>
    public static RunMaterial Of(
        RunFolder folder, Experiment experiment, IReadOnlyList<MetricsLine> metrics, TrainResult? result, TrainingOptions options)
    {
        var newest = folder.Checkpoints.Latest() ?? throw new RunException(folder.Name, "has no whole checkpoint yet");
        var plan = TrainingPlan.Of(experiment, options);
        var layout = plan.Bench.Blocks.Machine.Parameters;
        var theta = StateTensors.Theta(newest, layout, folder.Name);
        var judgement = new Judgement(plan.Bench.Blocks, plan.Bench.Data);
        if (result?.Metrics.ContainsKey("testCost") == true)
        {
            // The run has read the test split after its last step; what it saw is shown, nothing is chosen by it.
            judgement.Test(result.Metrics.TryGetValue("bestStep", out var best)
                ? StateTensors.Theta(folder.Checkpoints.Read((long)best), layout, folder.Name) : theta);
        }
        else
        {
            judgement.During(theta, null);
        }

        return new RunMaterial(
            experiment, RunPictures.Of(experiment, theta, plan.Bench.Data.Train, metrics), judgement.Newest, plan.Steps);
    }
}

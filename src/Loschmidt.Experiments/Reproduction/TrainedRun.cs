using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>What a training leaves behind.</summary>
/// <param name="Experiment">What was trained.</param>
/// <param name="Metrics">Its metrics by step, from step 0; the times among them belong into no table.</param>
/// <param name="Theta">θ after the last step, [parameters].</param>
/// <param name="Folder">Its run folder.</param>
internal sealed record TrainedRun(Experiment Experiment, IReadOnlyList<MetricsLine> Metrics, double[] Theta, string Folder)
{
    /// <summary>A metric after the last step.</summary>
    public double Final(string metric) => Metrics[^1][metric];

    /// <summary>The course of a metric: steps and values of the lines that have it.</summary>
    public (double[] Steps, double[] Values) Course(string metric)
    {
        var lines = Metrics.Where(line => line.Values.Any(value => value.Name == metric)).ToArray();
        return ([.. lines.Select(line => (double)line.Step)], [.. lines.Select(line => line[metric])]);
    }
}

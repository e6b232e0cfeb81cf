using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Reproduction;

/// <summary>One point of a sweep over the nonlinearities.</summary>
/// <param name="Chi1">χ₁.</param>
/// <param name="Chi2">χ₂.</param>
/// <param name="Seeds">Its experiments, one a seed.</param>
internal sealed record SweepPoint(double Chi1, double Chi2, IReadOnlyList<Experiment> Seeds)
{
    /// <summary>Its name in legends.</summary>
    public string Name => Chi1 == 0 && Chi2 == 0 ? "linear" : $"χ₂ = {Chi2}";

    /// <summary>Trains every point, all side by side.</summary>
    public static (SweepPoint Point, TrainedRun[] Runs)[] Train(IWorkshop workshop, IReadOnlyList<SweepPoint> points)
    {
        var runs = workshop.Train([.. points.SelectMany(point => point.Seeds)]);
        return [.. points.Zip(runs.Chunk(points[0].Seeds.Count))];
    }
}

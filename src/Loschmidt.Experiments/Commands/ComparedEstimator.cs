using Loschmidt.Experiments.Reproduction;

namespace Loschmidt.Experiments.Commands;

/// <summary>How a machine learned with one estimator.</summary>
/// <param name="Estimator">Its name.</param>
/// <param name="PassesPerGradient">Passes through the machine for the gradient of one sample.</param>
/// <param name="Courses">One a seed, as far as they were run.</param>
public sealed record ComparedEstimator(string Estimator, double PassesPerGradient, IReadOnlyList<ComparedCourse> Courses)
{
    /// <summary>Share of right answers at the end, mean over seeds; null where the task has no classes.</summary>
    public double? Accuracy => Last(point => point.Accuracy);

    /// <summary>Standard deviation of that over seeds; null for fewer than two.</summary>
    public double? Deviation => Finals(point => point.Accuracy) is { Length: > 1 } values ? PairedSeeds.Deviation(values) : null;

    /// <summary>Cost at the end, mean over seeds.</summary>
    public double? Cost => Last(point => point.Cost);

    /// <summary>Seconds of training, mean over seeds.</summary>
    public double? Seconds => Last(point => point.Seconds);

    /// <summary>Passes through the machine in all, mean over seeds.</summary>
    public double? Passes => Last(point => point.Passes);

    /// <summary>Passes after which the mean accuracy was first as good as that of the best baseline; null where it never was, or nothing was compared.</summary>
    public double? PassesToBaseline { get; init; }

    /// <summary>Means over seeds at the steps where all were judged.</summary>
    internal IReadOnlyList<ComparedPoint> Mean()
    {
        if (Courses.Count == 0)
        {
            return [];
        }

        return
        [
            .. Courses[0].Points.Select(point => Courses.Select(course => course.Points.FirstOrDefault(other => other.Step == point.Step)).OfType<ComparedPoint>().ToArray())
                .Where(points => points.Length == Courses.Count)
                .Select(points => new ComparedPoint(
                    points[0].Step, points[0].Passes, points.Average(one => one.Seconds), points.Average(one => one.Cost), points.Average(one => one.Accuracy))),
        ];
    }

    private double? Last(Func<ComparedPoint, double?> figure) => Finals(figure) is { Length: > 0 } values ? values.Average() : null;

    private double[] Finals(Func<ComparedPoint, double?> figure) =>
        [.. Courses.Where(course => course.Points.Count > 0).Select(course => figure(course.Points[^1])).OfType<double>()];
}

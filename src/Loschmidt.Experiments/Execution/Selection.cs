using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Execution;

/// <summary>Which of two states is the better one, by a figure that is not the test split's.</summary>
/// <param name="metric">The figure.</param>
internal sealed class Selection(SelectionMetric metric)
{
    /// <summary>Its name in metrics.</summary>
    public string Name { get; } = metric switch
    {
        SelectionMetric.ValidationCost => "validationCost",
        SelectionMetric.ValidationAccuracy => "validationAccuracy",
        _ => "cost",
    };

    /// <summary>The selection of a training.</summary>
    /// <exception cref="Training.UnsuitableException">It looks at validation samples, and the task has none.</exception>
    public static Selection Of(TrainingSettings training, bool validated)
    {
        var chosen = training.Checkpoints.Best ?? training.EarlyStopping?.Metric;
        foreach (var (key, metric) in new[]
        {
            ("training.checkpoints.best", training.Checkpoints.Best), ("training.earlyStopping.metric", training.EarlyStopping?.Metric),
        })
        {
            if (!validated && metric is SelectionMetric.ValidationCost or SelectionMetric.ValidationAccuracy)
            {
                throw new Training.UnsuitableException(
                    $"{key} looks at validation samples, and these data have none; set data.validation, or choose cost",
                    Places.Of(training, key));
            }
        }

        return new Selection(chosen ?? (validated ? SelectionMetric.ValidationCost : SelectionMetric.Cost));
    }

    /// <summary>Whether a figure improves on another by more than a margin; anything improves on NaN.</summary>
    public bool Improves(double figure, double best, double margin) =>
        double.IsNaN(best) ? !double.IsNaN(figure)
            : metric == SelectionMetric.ValidationAccuracy ? figure > best + margin : figure < best - margin;
}

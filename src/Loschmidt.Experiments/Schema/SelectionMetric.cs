namespace Loschmidt.Experiments.Schema;

/// <summary>What a state may be chosen by: never the test split.</summary>
public enum SelectionMetric
{
    /// <summary>Mean cost of the training samples; smaller is better.</summary>
    Cost,

    /// <summary>Mean cost of the validation samples; smaller is better.</summary>
    ValidationCost,

    /// <summary>Fraction of validation samples answered rightly; larger is better.</summary>
    ValidationAccuracy,
}

namespace Loschmidt.Experiments.Training;

/// <summary>How a machine did on a data set.</summary>
/// <param name="Cost">Mean cost per sample.</param>
/// <param name="Samples">Samples judged.</param>
/// <param name="Correct">Right answers; null where the task has no classes.</param>
/// <param name="WorstContrast">The smallest contrast of any sample; null where the task has not two classes.</param>
public sealed record Evaluation(double Cost, long Samples, long? Correct, double? WorstContrast)
{
    /// <summary>Fraction of right answers; null where the task has no classes.</summary>
    public double? Accuracy => (double?)Correct / Samples;

    /// <summary>Where the accuracy of endlessly many such samples lies, at 95 %; null where the task has no
    /// classes.</summary>
    public (double Low, double High)? AccuracyInterval => Correct is { } right ? Wilson.Interval(right, Samples) : null;

    /// <summary>[true class][answer]: how often each class was answered by each output; null where the task has no
    /// classes.</summary>
    public IReadOnlyList<IReadOnlyList<long>>? Confusion { get; init; }

    /// <summary>Means of what the data set itself says of the answers; empty where it says nothing.</summary>
    public IReadOnlyList<(string Name, double Value)> Grades { get; init; } = [];

    /// <summary>Samples without an answer, because two outputs were equally bright; they are in no column of
    /// <see cref="Confusion"/>.</summary>
    public long Undecided { get; init; }

    /// <summary>Of forecasts: the mean cost of saying that everything stays as it is; null for everything else.</summary>
    public double? NaiveCost { get; init; }

    /// <summary>1 − cost/naive cost: 1 is perfect, 0 no better than the naive forecast; null without one, or where that is perfect
    /// itself.</summary>
    public double? Skill => NaiveCost is > 0 and var naive ? 1 - (Cost / naive) : null;
}

namespace Loschmidt.Experiments.Training;

/// <summary>How a machine did on a data set.</summary>
/// <param name="Cost">Mean cost per sample.</param>
/// <param name="Samples">Samples judged.</param>
/// <param name="Correct">Right answers; null where the task has no classes.</param>
/// <param name="WorstContrast">The smallest contrast of any sample; null where the task has not two classes.</param>
public sealed record Evaluation(double Cost, int Samples, int? Correct, double? WorstContrast)
{
    /// <summary>Fraction of right answers; null where the task has no classes.</summary>
    public double? Accuracy => (double?)Correct / Samples;
}

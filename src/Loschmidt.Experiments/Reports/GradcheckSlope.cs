namespace Loschmidt.Experiments.Reports;

/// <summary>How an estimator's error falls with its ε, before rounding takes over.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Slope">d log(relative error) / d log ε: 2 for a symmetric pair, 1 for a one-sided echo; NaN where no straight line is seen.</param>
public sealed record GradcheckSlope(string Estimator, double Slope)
{
    /// <summary>(ε, relative error), ε descending.</summary>
    public IReadOnlyList<GradcheckPoint> Points { get; init; } = [];
}

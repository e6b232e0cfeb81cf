using Loschmidt.Gradients;

namespace Loschmidt.Experiments.Reports;

/// <summary>What came of asking one estimator.</summary>
/// <param name="Row">Its row in the report.</param>
/// <param name="Estimator">The estimator, at the ε of the row.</param>
/// <param name="Answer">What it gave: a gradient, or slopes along some directions.</param>
/// <param name="Expected">What it should have given.</param>
/// <param name="Scan">Its error against ε, or against the difference step; null where it has neither.</param>
internal sealed record TrialOutcome(GradcheckRow Row, IGradientEstimator Estimator, double[] Answer, double[] Expected, EpsilonScan? Scan)
{
    /// <summary>Whether every parameter was asked for.</summary>
    public bool IsWhole => Row.Probes is null;
}

namespace Loschmidt.Experiments.Reports;

/// <summary>How well the estimators agree on one gradient.</summary>
/// <param name="Preset">Name of the experiment.</param>
/// <param name="Precision"><c>float</c> or <c>double</c>.</param>
/// <param name="Reference">Estimator the others are compared with.</param>
/// <param name="Rows">One row an estimator, the reference included; those with an ε at their best ε.</param>
/// <param name="Slopes">How the error of those with an ε falls with it.</param>
/// <param name="Refused">Estimators that do not apply to this machine; they have no row.</param>
public sealed record GradcheckReport(
    string Preset,
    string Precision,
    string Reference,
    IReadOnlyList<GradcheckRow> Rows,
    IReadOnlyList<GradcheckSlope> Slopes,
    IReadOnlyList<GradcheckRefusal> Refused)
{
    /// <summary>Why rows are not to be trusted, a line each; empty where they are.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Every whole gradient against the cost itself.</summary>
    public IReadOnlyList<GradcheckTaylor> Taylor { get; init; } = [];

    /// <summary>Every whole gradient against finer time steps; empty for machines without <c>machine.steps</c>.</summary>
    public IReadOnlyList<GradcheckTimeStep> TimeSteps { get; init; } = [];

    /// <summary>Every estimator's error in <c>double</c> and in <c>float</c>, where the machine has both.</summary>
    public IReadOnlyList<GradcheckPrecision> Precisions { get; init; } = [];

    /// <summary>Bias and scatter over noise seeds; empty for machines that draw no noise.</summary>
    public IReadOnlyList<GradcheckNoise> Noise { get; init; } = [];

    /// <summary>Which ε and which precision to take, estimator by estimator.</summary>
    public IReadOnlyList<GradcheckAdvice> Recommendations { get; init; } = [];
}

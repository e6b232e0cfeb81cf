namespace Loschmidt.Experiments.Reports;

/// <summary>An estimator that does not apply to the machine.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record GradcheckRefusal(string Estimator, string Reason);

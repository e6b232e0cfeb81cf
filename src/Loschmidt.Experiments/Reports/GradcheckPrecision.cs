namespace Loschmidt.Experiments.Reports;

/// <summary>What an estimator reaches in one arithmetic.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Precision"><c>float</c>, <c>double</c> or <c>fixed-point</c>.</param>
/// <param name="RelativeError">Against the reference in double, at the best ε.</param>
/// <param name="Epsilon">The ε of least error; null for estimators without one.</param>
/// <param name="From">The smallest ε of the window in which the error stays within ten times the least; null likewise.</param>
/// <param name="To">The largest ε of that window; null likewise.</param>
public sealed record GradcheckPrecision(string Estimator, string Precision, double RelativeError, double? Epsilon, double? From, double? To);

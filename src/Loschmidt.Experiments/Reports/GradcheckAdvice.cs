namespace Loschmidt.Experiments.Reports;

/// <summary>How to use an estimator on this machine.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Precision">The arithmetic to take: <c>float</c> where it is accurate enough to train with.</param>
/// <param name="Epsilon">The ε to take in it; null for estimators without one.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record GradcheckAdvice(string Estimator, string Precision, double? Epsilon, string Sentence);

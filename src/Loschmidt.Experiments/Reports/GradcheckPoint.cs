namespace Loschmidt.Experiments.Reports;

/// <summary>A point of a measured line.</summary>
/// <param name="At">What was varied: ε, h, or the number of time steps.</param>
/// <param name="Value">What came out: an error, or a remainder.</param>
public sealed record GradcheckPoint(double At, double Value);

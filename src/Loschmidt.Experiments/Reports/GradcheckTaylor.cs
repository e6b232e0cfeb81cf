namespace Loschmidt.Experiments.Reports;

/// <summary>A gradient held against the cost itself: how C(θ + h·d) − C(θ) − h d·g falls with h.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Direction">d: <c>gradient</c>, along the gradient, or <c>random</c>; a unit vector.</param>
/// <param name="Slope">d log|remainder| / d log h: 2 where the gradient is right, 1 where it is not; NaN where rounding hides it.</param>
/// <param name="Points">(h, |remainder|), h descending, h in the units of θ.</param>
public sealed record GradcheckTaylor(string Estimator, string Direction, double Slope, IReadOnlyList<GradcheckPoint> Points);

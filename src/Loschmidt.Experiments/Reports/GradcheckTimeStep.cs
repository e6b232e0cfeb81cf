namespace Loschmidt.Experiments.Reports;

/// <summary>How far the gradient of the machine with finite time steps is from that of continuous time.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Order">d log(relative error) / d log dt: the order of the machine's splitting, 2 for most; NaN where no line is seen.</param>
/// <param name="Points">(time steps of a pass, relative error against the Richardson limit dt → 0), steps ascending.</param>
public sealed record GradcheckTimeStep(string Estimator, double Order, IReadOnlyList<GradcheckPoint> Points);

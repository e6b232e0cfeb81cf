namespace Loschmidt.Experiments.Reports;

/// <summary>What an estimator gives on a machine that draws noise, over several seeds.</summary>
/// <param name="Estimator">Name, as on the command line.</param>
/// <param name="Repeats">Gradients taken, each with noise of its own.</param>
/// <param name="Bias">Norm of (mean − reference) over that of the reference; below <paramref name="Deviation"/>/√<paramref name="Repeats"/> it is chance.</param>
/// <param name="Deviation">Standard deviation of one gradient: root of the mean square distance from the mean, over the norm of the reference.</param>
public sealed record GradcheckNoise(string Estimator, int Repeats, double Bias, double Deviation)
{
    // Four deviations are as good as never; the mean of n is known √n times as well.
    // What the mean of equal numbers does to their last digits is no noise.
    internal bool Scatters => Deviation > 1e-12 * Math.Max(1, Bias);

    // Ten times less than the error: what is left of it does not change from one seed to the next.
    internal bool IsStatic(double error) => Deviation < 0.1 * error;

    internal bool Explains(double error) => error < 4 * Deviation && Bias < 3 * Deviation / Math.Sqrt(Repeats);
}

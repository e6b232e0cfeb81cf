namespace Loschmidt.Machines;

/// <summary>A machine with a reference adjoint: a reverse sweep over the stored trajectory, independent of any echo.</summary>
/// <remarks>It shares no code with <see cref="IDifferentiates"/>, so the two check each other.</remarks>
public interface IPullsBack : IEvolves
{
    /// <summary>Runs the batch forward storing every state, then sweeps the cotangents back.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    /// <param name="momentumGradient">[parameters] or empty, overwritten with ∂C/∂π (nonzero only where θ recoils).</param>
    /// <returns>C summed over samples.</returns>
    double PullBack(Batch batch, Span<double> gradient, Span<double> momentumGradient);
}

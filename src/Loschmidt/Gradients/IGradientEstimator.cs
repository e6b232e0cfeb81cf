using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>A way to obtain ∂C/∂θ of a machine: a short program in the laboratory's protocol, or an oracle.</summary>
public interface IGradientEstimator
{
    /// <summary>The stable name used on the command line and in JSON.</summary>
    string Name { get; }

    /// <summary>Whether this machine offers what the estimator needs.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="reason">Why not, in a sentence; empty when it does.</param>
    bool Supports(IMachine machine, out string reason);

    /// <summary>Passes through the machine that one gradient costs, in units of one forward pass.</summary>
    double Passes(IMachine machine);

    /// <summary>Estimates the gradient at the machine's present θ, with π = 0 at the start, and leaves Θ as it was.</summary>
    /// <param name="machine">A machine that <see cref="Supports"/> accepts.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    /// <returns>C summed over samples.</returns>
    double Estimate(IMachine machine, Batch batch, Span<double> gradient);
}

using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>An estimator that gives ∂C/∂input beside ∂C/∂θ: by the initial state and the drive of every step.</summary>
public interface IInputGradientEstimator : IGradientEstimator
{
    /// <summary>As <see cref="IGradientEstimator.Estimate"/>, with the gradient by all inputs.</summary>
    /// <param name="machine">One that hears its inputs (<see cref="IHearsInputs"/>); any one for differences.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    /// <param name="inputGradient">[features × lanes of the batch], <b>overwritten</b> with ∂C/∂input.</param>
    /// <returns>C summed over samples.</returns>
    double EstimateWithInputs(IMachine machine, Batch batch, Span<double> gradient, Span<double> inputGradient);
}

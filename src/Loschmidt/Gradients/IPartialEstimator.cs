using Loschmidt.Machines;

namespace Loschmidt.Gradients;

/// <summary>An estimator that measures one parameter after the other, and so can be asked for a few of many.</summary>
public interface IPartialEstimator : IGradientEstimator
{
    /// <summary>As <see cref="IGradientEstimator.Estimate"/> for some parameters; the others' slopes are left at 0.</summary>
    /// <param name="machine">A machine that <see cref="IGradientEstimator.Supports"/> accepts.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="parameters">Indices in θ; null for all.</param>
    /// <param name="gradient">[parameters], <b>overwritten</b>.</param>
    /// <returns>C summed over samples.</returns>
    double Estimate(IMachine machine, Batch batch, IReadOnlyCollection<int>? parameters, Span<double> gradient);

    /// <summary>As <see cref="IGradientEstimator.Passes"/>, for some parameters.</summary>
    /// <param name="machine">A machine that <see cref="IGradientEstimator.Supports"/> accepts.</param>
    /// <param name="parameters">Indices in θ.</param>
    double Passes(IMachine machine, IReadOnlyCollection<int> parameters);
}

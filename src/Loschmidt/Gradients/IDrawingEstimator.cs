namespace Loschmidt.Gradients;

/// <summary>An estimator that draws random numbers of its own.</summary>
public interface IDrawingEstimator : IGradientEstimator
{
    /// <summary>The same estimator with the numbers of another moment, so that they depend on neither threads nor order.</summary>
    /// <param name="moment">The training step; negative outside of training.</param>
    /// <param name="block">Which block of samples of that step.</param>
    IGradientEstimator Named(long moment, int block);
}

using Loschmidt.PhaseSpace;

namespace Loschmidt.Reversal;

/// <summary>A coherent push of some modes, the flow of −Σ f_j q_j for a unit time: p_j += f_j, which is its own way back.</summary>
/// <param name="pushes">f_j, of modes 0 … n−1.</param>
public sealed class PushElement(params double[] pushes) : IReversibleElement
{
    /// <inheritdoc/>
    public string Name => "push";

    /// <inheritdoc/>
    public void Forward(PhaseView<double> x)
    {
        for (var mode = 0; mode < pushes.Length; mode++)
        {
            for (var lane = 0; lane < x.Active; lane++)
            {
                x.P[(mode * x.Lanes) + lane] += pushes[mode];
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(PhaseView<double> x) => Forward(x);
}

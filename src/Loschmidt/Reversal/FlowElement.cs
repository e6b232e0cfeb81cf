using Loschmidt.PhaseSpace;
using Loschmidt.Terms;

namespace Loschmidt.Reversal;

/// <summary>Flows one after another, F = e^(t_n{·,A_n}) … e^(t_1{·,A_1}); the echo meets them in the opposite order.</summary>
/// <remarks>Terms have no parameters here and are even in momenta, so that each is its own way back.</remarks>
/// <param name="name">What it is.</param>
/// <param name="flows">Terms and times, first first.</param>
public sealed class FlowElement(string name, params IReadOnlyList<(ITerm<double> Term, double Time)> flows) : IReversibleElement
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Forward(PhaseView<double> x)
    {
        foreach (var (term, time) in flows)
        {
            term.Flow(x, default, time);
        }
    }

    /// <inheritdoc/>
    public void Backward(PhaseView<double> x)
    {
        for (var k = flows.Count - 1; k >= 0; k--)
        {
            flows[k].Term.Flow(x, default, flows[k].Time);
        }
    }
}

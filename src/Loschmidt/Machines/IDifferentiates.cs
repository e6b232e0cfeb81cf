namespace Loschmidt.Machines;

/// <summary>A machine that knows the derivative of its own flows, and so the echo in the limit ε → 0.</summary>
public interface IDifferentiates : IReverses
{
    /// <summary>
    /// From the reversed turning point (Prepare, Evolve, Reverse), runs home together with the infinitesimal nudge and gives
    /// lim (π₊ − π₋)/2ε.
    /// </summary>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    void TangentEcho(Span<double> gradient);
}

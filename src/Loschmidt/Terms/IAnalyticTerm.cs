using Loschmidt.Numerics.Reals;

namespace Loschmidt.Terms;

/// <summary>A term whose flow is an analytic function of state and parameters and can be run in complex
/// numbers.</summary>
/// <remarks>It serves the complex step, an oracle; it may allocate.</remarks>
public interface IAnalyticTerm
{
    /// <summary>response += ∫₀^dt ∂A/∂θ along the flow that starts at (q, p), then (q, p) ← flow.</summary>
    /// <param name="q">[coordinates] of one sample.</param>
    /// <param name="p">[coordinates] of one sample.</param>
    /// <param name="theta">[own parameters].</param>
    /// <param name="drive">[channels], u of this sample at this step.</param>
    /// <param name="dt">Duration of the flow.</param>
    /// <param name="response">[own parameters], <b>accumulated</b>; empty where nobody listens.</param>
    void Flow(
        Span<ComplexNumber> q, Span<ComplexNumber> p, ReadOnlySpan<ComplexNumber> theta, ReadOnlySpan<double> drive,
        double dt, Span<ComplexNumber> response);
}

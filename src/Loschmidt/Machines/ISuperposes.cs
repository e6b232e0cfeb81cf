namespace Loschmidt.Machines;

/// <summary>A machine of linear, lossless optics with θ at rest: waves pass through it as if the others were not there.</summary>
/// <remarks>
/// Its learning field is an intensity monitor at every phase: from π = 0 a pass in either direction leaves π = −χ∫|Ψ|²dt. What is
/// sent in from the outputs by <see cref="IReverses.Return"/> meets the transposed machine.
/// </remarks>
public interface ISuperposes : IExposed
{
    /// <summary>Replaces the light at the end of a pass by the error signal λ = ∂C/∂Ψ* of the present state.</summary>
    /// <remarks>λ = (∂C/∂q + i ∂C/∂p)/√2 in every mode: what the cost does not read becomes dark, ancillas included. Θ is not touched.</remarks>
    void TakeError();
}

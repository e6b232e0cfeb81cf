namespace Loschmidt.Machines;

/// <summary>A machine whose echo also tells how the cost depends on its inputs: initial state and drive.</summary>
/// <remarks>
/// Inputs have conjugate momenta as parameters do: of the drive π̇_u = −∂H/∂u, of an initial position p and of an
/// initial momentum −q, counted from the start. An echo leaves them at zero without a nudge, at ε ∂C/∂u with one.
/// What a layer hears so is the nudge of the layer below it.
/// </remarks>
public interface IHearsInputs : IDifferentiates
{
    /// <summary>The momenta after an echo's last <see cref="IReverses.Reverse"/>.</summary>
    /// <param name="momenta">[features × lanes], with the lanes of the batch; overwritten.</param>
    /// <exception cref="InvalidOperationException">The machine was not told to listen.</exception>
    void ReadInputMomenta(Span<double> momenta);

    /// <summary>As <see cref="IDifferentiates.TangentEcho"/>, with ∂C/∂input of every sample beside it.</summary>
    /// <param name="gradient">[parameters], <b>overwritten</b> with ∂C/∂θ summed over samples.</param>
    /// <param name="inputGradient">[features × lanes], <b>overwritten</b> with ∂C/∂input.</param>
    /// <exception cref="InvalidOperationException">The machine was not told to listen.</exception>
    void TangentEcho(Span<double> gradient, Span<double> inputGradient);
}

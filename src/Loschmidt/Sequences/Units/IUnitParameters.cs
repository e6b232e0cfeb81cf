namespace Loschmidt.Sequences.Units;

/// <summary>From the trained parameters of a layer's oscillators to the coefficients of the motion, and back for
/// gradients.</summary>
/// <remarks>
/// Coefficients are [coefficients × real oscillators]: of linear units h, A; of nonlinear ones h, α, c, w, b. What
/// several oscillators share (tied pairs of a complex layer, one α for a layer) is repeated here and summed on the way
/// back.
/// </remarks>
internal interface IUnitParameters
{
    /// <summary>The trained tensors, by their names within the layer, in order.</summary>
    IReadOnlyList<(string Name, int[] Shape)> Tensors { get; }

    /// <summary>Coefficients of an oscillator.</summary>
    int Coefficients { get; }

    /// <summary>Real oscillators of a lane.</summary>
    int Oscillators { get; }

    /// <summary>Draws initial parameters.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="layer">Name of the layer, part of the streams' names.</param>
    /// <param name="theta">All tensors one after the other; overwritten.</param>
    void Draw(ulong seed, string layer, Span<double> theta);

    /// <summary>Overwrites the coefficients, guards applied.</summary>
    void Expand(ReadOnlySpan<double> theta, Span<double> coefficients);

    /// <summary>Adds ∂C/∂θ to <paramref name="gradient"/> from ∂C/∂coefficients; zero where a guard holds a
    /// parameter.</summary>
    void PullBack(ReadOnlySpan<double> theta, ReadOnlySpan<double> coefficientGradient, Span<double> gradient);

    /// <summary>Says in one line what makes the motion unstable and what to change, or null.</summary>
    string? Warn(ReadOnlySpan<double> theta);
}

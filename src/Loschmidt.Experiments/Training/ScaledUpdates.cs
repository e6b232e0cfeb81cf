using System.IO.Enumeration;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Training;

/// <summary>Gives tensors learning rates of their own: every element of another optimiser's update is multiplied by its tensor's factor.</summary>
/// <remarks>The update is scaled, not the gradient, so that it has a meaning for Adam too, whose updates do not depend on the size of a gradient.</remarks>
internal sealed class ScaledUpdates : IOptimiser
{
    private readonly IOptimiser _optimiser;
    private readonly double[] _update;
    private readonly double[] _factors;

    private ScaledUpdates(IOptimiser optimiser, double[] factors) =>
        (_optimiser, _factors, _update) = (optimiser, factors, new double[factors.Length]);

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double[] Values)> Memory => _optimiser.Memory;

    /// <summary>Wraps an optimiser whose update does not depend on θ itself.</summary>
    /// <param name="optimiser">The one that finds the update.</param>
    /// <param name="layout">Where the tensors are.</param>
    /// <param name="factors">The first one that fits a tensor counts; 1 where none does.</param>
    /// <exception cref="UnsuitableException">One fits no tensor of the machine.</exception>
    public static ScaledUpdates Wrap(IOptimiser optimiser, ParameterLayout layout, IReadOnlyList<RateFactor> factors)
    {
        var perElement = new double[layout.Count];
        Array.Fill(perElement, 1);
        foreach (var entry in factors)
        {
            if (!layout.Tensors.Any(tensor => Fits(entry, tensor)))
            {
                throw new UnsuitableException(
                    $"training.optimiser.factors: no tensor of this machine is called '{entry.Tensors}'; it has "
                    + string.Join(", ", layout.Tensors.Select(tensor => tensor.Name)),
                    Places.Of(entry, "tensors"));
            }
        }

        foreach (var tensor in layout.Tensors)
        {
            if (factors.FirstOrDefault(entry => Fits(entry, tensor)) is { } first)
            {
                perElement.AsSpan(tensor.Offset, tensor.Count).Fill(first.Factor);
            }
        }

        return new ScaledUpdates(optimiser, perElement);
    }

    /// <inheritdoc/>
    public void Update(Span<double> theta, ReadOnlySpan<double> gradient, double rate)
    {
        Array.Clear(_update);
        _optimiser.Update(_update, gradient, rate);
        for (var i = 0; i < theta.Length; i++)
        {
            theta[i] += _factors[i] * _update[i];
        }
    }

    private static bool Fits(RateFactor entry, ParameterTensor tensor) =>
        FileSystemName.MatchesSimpleExpression(entry.Tensors, tensor.Name, ignoreCase: false);
}

namespace Loschmidt.Experiments.Training;

/// <summary>Holds every element of another optimiser's update to ±limit; the gradient itself and what that optimiser
/// remembers are untouched.</summary>
/// <remarks>Δθ = clamp(Δθ of the other one, −limit, limit): the rate and its schedule are inside, the limit is
/// absolute.</remarks>
public sealed class ClippedUpdates : IOptimiser
{
    private readonly IOptimiser _optimiser;
    private readonly double[] _update;
    private readonly double _limit;

    /// <summary>Wraps an optimiser whose update does not depend on θ itself.</summary>
    /// <param name="optimiser">The one that finds the update.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="limit">Largest change of any parameter in one step, positive.</param>
    public ClippedUpdates(IOptimiser optimiser, int parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        (_optimiser, _update, _limit) = (optimiser, new double[parameters], limit);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double[] Values)> Memory => _optimiser.Memory;

    /// <inheritdoc/>
    public void Update(Span<double> theta, ReadOnlySpan<double> gradient, double rate)
    {
        Array.Clear(_update);
        _optimiser.Update(_update, gradient, rate);
        for (var i = 0; i < theta.Length; i++)
        {
            // What is not finite passes: clipped, it would look like a step, and nobody would hear of the fault.
            var update = _update[i];
            theta[i] += double.IsFinite(update) ? Math.Clamp(update, -_limit, _limit) : update;
        }
    }
}

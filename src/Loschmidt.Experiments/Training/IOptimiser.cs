namespace Loschmidt.Experiments.Training;

/// <summary>Turns gradients into steps of θ.</summary>
public interface IOptimiser
{
    /// <summary>θ ← θ − rate · (direction from the gradient), in place.</summary>
    /// <param name="theta">[parameters].</param>
    /// <param name="gradient">[parameters], mean over the batch.</param>
    /// <param name="rate">Learning rate of this step, the schedule included.</param>
    void Update(Span<double> theta, ReadOnlySpan<double> gradient, double rate);

    /// <summary>What it remembers between steps, by name: part of every checkpoint.</summary>
    IReadOnlyList<(string Name, double[] Values)> Memory { get; }
}

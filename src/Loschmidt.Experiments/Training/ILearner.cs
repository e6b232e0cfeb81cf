using Loschmidt.Experiments.Data;

namespace Loschmidt.Experiments.Training;

/// <summary>What turns samples into a better θ, one step at a time.</summary>
public interface ILearner
{
    /// <summary>θ, [parameters].</summary>
    ReadOnlySpan<double> Theta { get; }

    /// <summary>Everything it remembers between steps, θ included, by name: the content of a checkpoint.</summary>
    IReadOnlyList<(string Name, double[] Values)> Memory { get; }

    /// <summary>Learns from the given rows.</summary>
    /// <param name="step">Number of this step, from 0; names every random number drawn in it.</param>
    /// <param name="schedule">The schedule's factor on the rate.</param>
    /// <param name="data">The samples.</param>
    /// <param name="rows">Which of them.</param>
    /// <returns>Mean cost of these samples before the step.</returns>
    double Step(int step, double schedule, IDataSet data, ReadOnlyMemory<int> rows);
}

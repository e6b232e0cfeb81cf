namespace Loschmidt.Experiments.Training;

/// <summary>A learner whose state is kept by somebody else, under a name that is part of every checkpoint.</summary>
internal interface IKeepsSnapshot : ILearner
{
    /// <summary>Has the present state kept.</summary>
    /// <returns>Its name, or its content: opaque.</returns>
    string Snapshot();

    /// <summary>Goes back to a state that was kept; <see cref="ILearner.Memory"/> is as it was then already.</summary>
    /// <param name="snapshot">What <see cref="Snapshot"/> gave.</param>
    void Restore(string snapshot);
}

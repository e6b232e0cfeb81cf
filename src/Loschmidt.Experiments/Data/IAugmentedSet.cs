namespace Loschmidt.Experiments.Data;

/// <summary>Samples that look a little different each time they are learnt from; <see cref="IDataSet.Read"/> gives them
/// as they are, to be judged.</summary>
public interface IAugmentedSet : IDataSet
{
    /// <summary>The samples as one training step sees them: a pure function of (seed, step, row), so that neither
    /// threads nor an interruption can change them.</summary>
    /// <param name="step">The step, from 0.</param>
    IDataSet At(long step);
}

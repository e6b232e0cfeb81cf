using System.Numerics.Tensors;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Execution;

/// <summary>Keeps the state before a step, and goes back to it where the step brought numbers that are not finite.</summary>
internal sealed class StepGuard(ILearner learner, LaneBlocks blocks)
{
    private readonly double[][] _before = [.. learner.Memory.Select(part => new double[part.Values.Length])];

    /// <summary>Remembers the learner as it is.</summary>
    public void Remember()
    {
        for (var part = 0; part < _before.Length; part++)
        {
            learner.Memory[part].Values.CopyTo(_before[part], 0);
        }
    }

    /// <summary>Looks at what a step brought.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="cost">Its cost.</param>
    /// <exception cref="NonFiniteException">Cost or θ is not finite; the learner is back where it was remembered.</exception>
    public void Check(long step, double cost)
    {
        if (double.IsFinite(cost) && double.IsFinite(TensorPrimitives.Sum(learner.Theta)))
        {
            return;
        }

        var fault = blocks.DescribeFault()
            ?? ParameterFault()
            ?? "the cost is not finite although the state is; are the targets finite?";
        for (var part = 0; part < _before.Length; part++)
        {
            _before[part].CopyTo(learner.Memory[part].Values, 0);
        }

        throw new NonFiniteException($"step {step}: {fault}");
    }

    private string? ParameterFault()
    {
        var theta = learner.Theta;
        for (var i = 0; i < theta.Length; i++)
        {
            if (!double.IsFinite(theta[i]))
            {
                return $"parameter {blocks.Machine.Parameters.NameOf(i)} became {theta[i]}; the learning rate is too large";
            }
        }

        return null;
    }
}

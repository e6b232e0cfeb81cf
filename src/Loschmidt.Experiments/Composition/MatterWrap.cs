using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Learning;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>Makes the parameters of a machine of the matter that the experiment names.</summary>
internal static class MatterWrap
{
    /// <summary>The same machine, its θ made of matter.</summary>
    /// <exception cref="UnsuitableException">The matter cannot move in this machine, or is never asked for.</exception>
    public static IEvolves Around(IEvolves machine, Experiment experiment)
    {
        if (experiment.Learning is not { } settings)
        {
            return machine;
        }

        if (experiment.Training.Estimator != Estimator.SelfLearning && settings.Held)
        {
            throw new UnsuitableException(
                "learning: matter that is held during a pass moves in the decay step alone, which belongs to estimator: self-learning; "
                + "remove the key 'learning', or use that estimator",
                Places.Of(settings, "learning"));
        }

        if (!settings.Held && machine is not ICarriesMatter)
        {
            throw new UnsuitableException(
                $"learning: the parameters of a {machine.Kind} machine are held during a pass; set learning.held: true", Places.Of(settings, "learning"));
        }

        try
        {
            machine.Learning.MakeOf(MatterFactory.Of(settings), settings.Held);
            return machine.Learning.Flows && machine.Lanes != 1
                ? throw new ArgumentException($"samples pass one after another where the matter moves: one lane, not {machine.Lanes}")
                : machine;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            throw new UnsuitableException($"learning: {problem.Message.ReplaceLineEndings(" ")}", Places.Of(settings, "learning"), problem);
        }
    }
}

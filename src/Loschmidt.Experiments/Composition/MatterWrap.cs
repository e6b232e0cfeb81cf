using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Fields;
using Loschmidt.Fields.Matter;
using Loschmidt.Graphs;
using Loschmidt.Learning;
using Loschmidt.Machines;
using Loschmidt.Spins;

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

        if (Refusal(machine, experiment, settings) is { } reason)
        {
            throw new UnsuitableException($"learning: {reason}", Places.Of(settings, "learning"));
        }

        try
        {
            machine.Learning.MakeOf(MatterFactory.Of(settings), settings.Held);
            return machine;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            throw new UnsuitableException($"learning: {problem.Message.ReplaceLineEndings(" ")}", Places.Of(settings, "learning"), problem);
        }
    }

    private static string? Refusal(IEvolves machine, Experiment experiment, MatterSettings settings)
    {
        if (machine.Learning.InverseMass != 0)
        {
            var cure = experiment.Machine is WaveSettings or MatterWaveSettings or SpinWaveSettings ? "machine.frozen: true" : "machine.inverseMass: 0";
            return $"the parameters recoil during a pass as free particles already (Ω = {machine.Learning.InverseMass}) and cannot be of other matter too; set {cure}";
        }

        if (settings.Held)
        {
            return null;
        }

        if (machine.Lanes != 1)
        {
            return experiment.Machine is FormulaSettings or RandomGraphSettings or BinaryNetworkSettings
                ? $"matter that moves takes one sample after another, and here {machine.Lanes} pass side by side; set machine.lanes: 1, or hold it (learning.held: true)"
                : $"the samples of this machine pass side by side ({machine.Lanes}) while theta stands still, so only held matter suits it; set learning.held: true";
        }

        // The integers of the field would come home, the forces that moving matter had on them would not.
        return experiment.Training.Precision == Precision.FixedPoint
            ? "the matter's motion is in floating point, so the forces of the way back would not be those of the way out to the last bit; "
                + "hold it (learning.held: true) or use precision: double"
            : null;
    }
}

using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Imperfections;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Composition;

/// <summary>Puts the errors of a real device on machines where the experiment asks for it.</summary>
internal static class ImperfectionFactory
{
    /// <summary>The ideal machine, or the imperfect one with an ideal one beside it as its model.</summary>
    /// <param name="ideal">Builds the machine; called twice where there are imperfections.</param>
    /// <param name="experiment">Its experiment; the seed names every error.</param>
    /// <exception cref="UnsuitableException">The machine has no seam for one of them; says which.</exception>
    public static IEvolves Wrap(Func<IEvolves> ideal, Experiment experiment)
    {
        var machine = ideal();
        if (experiment.Imperfections is not { } settings)
        {
            return machine;
        }

        const string Quantum = "imperfections.quantum.";
        if (settings.Quantum is { PhotonsPerPulse: 0 } && Places.IsWritten(settings, Quantum + "amplifiedAncilla")
            && !Places.IsWritten(settings, Quantum + "photonsPerPulse"))
        {
            throw new UnsuitableException(
                "imperfections: quantum.amplifiedAncilla is about the vacuum of photons and has no effect without them; set quantum.photonsPerPulse too",
                Places.Of(settings, Quantum + "amplifiedAncilla"));
        }

        try
        {
            return ImperfectMachine.Of(machine, ideal(), settings, experiment.Seed);
        }
        catch (NotSupportedException problem)
        {
            throw new UnsuitableException(
                $"imperfections: {problem.Message.ReplaceLineEndings(" ")}", Places.Of(settings, "imperfections"), problem);
        }
    }
}

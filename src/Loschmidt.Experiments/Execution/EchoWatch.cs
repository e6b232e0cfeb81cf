using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>Asks a machine that reads series how well its last echo came home.</summary>
internal static class EchoWatch
{
    /// <summary>Adds <c>echoError</c> to the figures of an evaluation, and warns before the echo is lost.</summary>
    /// <param name="machine">Any machine; others than those that read series are left alone.</param>
    /// <param name="step">Steps done; nothing came home before the first.</param>
    /// <param name="figures">What is logged, <b>added to</b>.</param>
    /// <param name="warn">Told what to change.</param>
    public static void Look(IMachine machine, long step, List<(string Name, double Value)> figures, Action<string> warn)
    {
        if (machine is not ISequenceMachine sequences || step == 0)
        {
            return;
        }

        figures.Add(("echoError", sequences.EchoError));
        if (sequences.EchoWarning is { } warning)
        {
            warn($"step {step}: {warning}");
        }
    }
}

using System.Globalization;
using Loschmidt.Experiments.Schema;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>Looks after every step of training at how well the echo of a machine that reads series came home.</summary>
/// <remarks>
/// A line when it first misses by more than <c>training.watchdog.echoLoss.warn</c>, another whenever it became ten times worse than the line before
/// said, and a verdict at the end. What it counts is part of every checkpoint, so that a run that was stopped says the same as one that was not.
/// </remarks>
/// <param name="machine">The machine that training steps ask for gradients.</param>
/// <param name="settings">Limits.</param>
/// <param name="memory">What it counts.</param>
/// <param name="warn">Hears what should be known at once.</param>
internal sealed class EchoWatch(ISequenceMachine machine, WatchdogSettings settings, LoopMemory memory, Action<string> warn)
{
    /// <summary>Part of the state whose loss makes a gradient that of another machine: it is wrong by about as much.</summary>
    public const double Lost = 0.1;

    // Beside any number of the echo: that oscillators are unstable, or a gradient too large, was said.
    private const double SaidSomething = 1e-300;

    private const double Worse = 10;

    // Below it, a machine's warning is about something else than its echo.
    private const double Fine = 1e-3;

    /// <summary>A watch for a machine, or null where it reads no series.</summary>
    public static EchoWatch? For(IMachine machine, WatchdogSettings settings, LoopMemory memory, Action<string> warn) =>
        machine is ISequenceMachine sequences ? new EchoWatch(sequences, settings, memory, warn) : null;

    /// <summary>Looks at the echo of a step.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <returns>Why training must stop; null where it need not.</returns>
    public string? Look(long step)
    {
        var (error, limits) = (machine.EchoError, settings.EchoLoss);
        memory.EchoWorst = Math.Max(memory.EchoWorst, error);
        if (!settings.On)
        {
            return null;
        }

        memory.EchoWorstEver = Math.Max(memory.EchoWorstEver, error);
        memory.EchoLost += error > Lost ? 1 : 0;
        memory.EchoMissed += error > limits.Warn ? 1 : 0;
        if (error > limits.Stop)
        {
            return $"beyond training.watchdog.echoLoss.stop = {Text(limits.Stop.Value)}: {Told(error)}";
        }

        if (error > limits.Warn && error > Worse * memory.EchoSaid)
        {
            warn($"step {step}: {Told(error)}");
            memory.EchoSaid = error;
        }
        else if (memory.EchoSaid == 0 && error <= Fine && machine.EchoWarning is { } warning)
        {
            warn($"step {step}: {warning}");
            memory.EchoSaid = SaidSomething;
        }

        return null;
    }

    /// <summary>Adds <c>echoError</c>, the largest since the last evaluation, to the figures of one.</summary>
    /// <param name="figures">What is logged, <b>added to</b>.</param>
    public void Evaluated(List<(string Name, double Value)> figures)
    {
        figures.Add(("echoError", memory.EchoWorst));
        memory.EchoWorst = 0;
    }

    /// <summary>Says in one line what all steps come to, where there is something to say.</summary>
    /// <param name="steps">Steps done.</param>
    public void Close(long steps)
    {
        if (memory.EchoLost > 0)
        {
            warn($"the echo was lost, missing by more than {Text(Lost)} of the state, in {memory.EchoLost} of {steps} steps: their gradients are not the "
                + "machine's; lower machine.unit.step, or use training.estimator: bptt, which has no echo to lose");
        }
        else if (memory.EchoMissed > 0)
        {
            warn($"the echo missed by more than training.watchdog.echoLoss.warn = {Text(settings.EchoLoss.Warn ?? 0)} in {memory.EchoMissed} of {steps} "
                + $"steps, and by {Text(memory.EchoWorstEver)} of the state at most: their gradients are wrong by about as much");
        }
    }

    private string Told(double error) =>
        machine.EchoWarning 
        ?? $"the echo misses its beginning by {Text(error)} of the state, more than training.watchdog.echoLoss.warn; the gradient is wrong by about as much";

    private static string Text(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}

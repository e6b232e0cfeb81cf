using Loschmidt.Experiments.Commands;
using Loschmidt.Fields;
using Loschmidt.Machines;

namespace Loschmidt.Cli;

/// <summary>One echo of the default wave machine: the shortest program that uses everything a run depends on.</summary>
internal static class SelfTest
{
    /// <summary>The relative distance from home after out, reversal, and back, without a nudge.</summary>
    public static double EchoError(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var machine = new WaveMachine<double>(new WaveSettings(), seed: 1);
        var batch = new Batch(machine.Features, machine.Targets, machine.Lanes) { Active = 1 };
        Array.Fill(batch.Inputs, 1);
        return SimulateCommand.EchoError(machine, batch);
    }
}

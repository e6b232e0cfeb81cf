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
        machine.Prepare(batch);
        double[] home = [.. machine.Wave.Q, .. machine.Wave.P];

        machine.Evolve();
        machine.Reverse();
        machine.Return();
        machine.Reverse();
        double[] back = [.. machine.Wave.Q, .. machine.Wave.P];
        return Distance(back, home) / Distance(home, new double[home.Length]);
    }

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, static (x, y) => (x - y) * (x - y)).Sum());
}

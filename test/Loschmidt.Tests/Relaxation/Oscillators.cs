using Loschmidt.Machines;
using Loschmidt.Numerics.Random;
using Loschmidt.Relaxation;

namespace Loschmidt.Tests.Relaxation;

/// <summary>Small oscillator machines and samples for them.</summary>
internal static class Oscillators
{
    public static PhaseOscillatorSettings Five { get; } = new()
    {
        Inputs = 2, Hidden = [2], Outputs = 1, Architecture = OscillatorArchitecture.AllToAll, FieldScale = 1,
        Tolerance = 1e-13, MostSteps = 100_000,
    };

    public static PhaseOscillatorSettings Layers { get; } = Five with
    {
        Inputs = 3, Hidden = [5, 4], Outputs = 3, Architecture = OscillatorArchitecture.Layered, CouplingScale = 2,
    };

    /// <summary>Random inputs in [0, 1] and labels; the four pairs of bits for two inputs.</summary>
    public static Batch Samples<T>(PhaseOscillatorMachine<T> machine, int count)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var batch = new Batch(machine.Features, 0, machine.Lanes) { Active = count };
        var stream = new RandomStream(9, "inputs");
        for (var lane = 0; lane < count; lane++)
        {
            for (var i = 0; i < machine.Features; i++)
            {
                batch.Inputs[i * batch.Lanes + lane] =
                    machine.Features == 2 ? lane >> i & 1 : stream.Uniform((uint)lane, (uint)i);
            }

            batch.Labels[lane] = machine.Features == 2 ? (lane ^ lane >> 1) & 1 : lane % machine.Outputs;
        }

        return batch;
    }
}

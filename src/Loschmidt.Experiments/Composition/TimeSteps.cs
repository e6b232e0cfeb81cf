using Loschmidt.Fields;
using Loschmidt.Fields.Matter;
using Loschmidt.Graphs;
using Loschmidt.Spins;

namespace Loschmidt.Experiments.Composition;

/// <summary>The setting <c>machine.steps</c> of the machines whose passes are cut into time steps.</summary>
internal static class TimeSteps
{
    /// <summary>The same machine with so many times the steps, and how many that is; null where it has no such setting.</summary>
    /// <param name="settings">Settings of a machine.</param>
    /// <param name="factor">1 or more.</param>
    public static (int Steps, object Settings)? Times(object settings, int factor) => settings switch
    {
        WaveSettings wave => (wave.Steps * factor, wave with { Steps = wave.Steps * factor }),
        MatterWaveSettings matter => (matter.Steps * factor, matter with { Steps = matter.Steps * factor }),
        SpinWaveSettings spins => (spins.Steps * factor, spins with { Steps = spins.Steps * factor }),
        RingSettings ring => (ring.Steps * factor, ring with { Steps = ring.Steps * factor }),
        BinaryNetworkSettings network => (network.Steps * factor, network with { Steps = network.Steps * factor }),
        FormulaSettings formula => (formula.Steps * factor, formula with { Steps = formula.Steps * factor }),
        PinballSettings pinball => (pinball.Steps * factor, pinball with { Steps = pinball.Steps * factor }),
        DuffingRingSettings ring => (ring.Steps * factor, ring with { Steps = ring.Steps * factor }),
        JosephsonArraySettings array => (array.Steps * factor, array with { Steps = array.Steps * factor }),
        KerrResonatorSettings resonators => (resonators.Steps * factor, resonators with { Steps = resonators.Steps * factor }),
        // A drive and targets that come with every step belong to so many steps.
        RandomGraphSettings { Drives: 0, JudgedAlong: false } graph => (graph.Steps * factor, graph with { Steps = graph.Steps * factor }),
        _ => null,
    };
}

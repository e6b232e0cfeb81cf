using Loschmidt.Fields;
using Loschmidt.Graphs;

namespace Loschmidt.Studio.Lab;

/// <summary>T of the machines of the lab.</summary>
internal static class LabDuration
{
    /// <summary>Time of one pass.</summary>
    /// <param name="settings">Settings of a machine of <see cref="LabCatalog"/>.</param>
    public static double Of(object settings) => settings switch
    {
        WaveSettings wave => wave.Duration,
        PinballSettings pinball => pinball.Duration,
        DuffingRingSettings ring => ring.Duration,
        KerrResonatorSettings resonators => resonators.Duration,
        JosephsonArraySettings array => array.Duration,
        FormulaSettings formula => formula.Duration,
        _ => throw new ArgumentException($"{settings.GetType().Name} is no machine of the lab", nameof(settings)),
    };
}

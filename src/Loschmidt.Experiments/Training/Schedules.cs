using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Training;

/// <summary>The factor a schedule puts on the rate (on Ω/Γ in self-learning, never on ε).</summary>
internal static class Schedules
{
    /// <summary>The factor at a step.</summary>
    /// <param name="settings">Which schedule.</param>
    /// <param name="step">Step, from 0.</param>
    /// <param name="steps">Steps of the whole run.</param>
    public static double Factor(ScheduleSettings settings, int step, int steps)
    {
        var floor = settings.Floor ?? 0;
        return settings.Kind switch
        {
            ScheduleKind.Cosine => floor + ((1 - floor) * 0.5 * (1 + Math.Cos(Math.PI * step / Math.Max(1, steps)))),
            ScheduleKind.Hyperbolic => Math.Max(floor, 1 / (1 + (step / settings.Tau!.Value))),
            _ => 1,
        };
    }
}

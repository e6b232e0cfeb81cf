using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Training;

/// <summary>The factor a schedule puts on the rate (on Ω/Γ in self-learning, never on ε).</summary>
internal static class Schedules
{
    private const double DefaultDrop = 0.1;

    /// <summary>The factor at a step.</summary>
    /// <remarks>
    /// The warm-up multiplies the shape, which counts from step 0 as if there were none: a cosine still spans the whole
    /// run, and at the end of a warm-up of N steps the factor is that of the shape at step N.
    /// </remarks>
    /// <param name="settings">Which schedule.</param>
    /// <param name="step">Step, from 0.</param>
    /// <param name="steps">Steps of the whole run.</param>
    public static double Factor(ScheduleSettings settings, int step, int steps)
    {
        var shape = Shape(settings, step, steps);
        return settings.WarmUp is { } warm && step < warm ? shape * (step + 1) / warm : shape;
    }

    private static double Shape(ScheduleSettings settings, int step, int steps)
    {
        var floor = settings.Floor ?? 0;
        return settings.Kind switch
        {
            ScheduleKind.Cosine => floor + ((1 - floor) * 0.5 * (1 + Math.Cos(Math.PI * step / Math.Max(1, steps)))),
            ScheduleKind.Hyperbolic => Math.Max(floor, 1 / (1 + (step / settings.Tau!.Value))),
            ScheduleKind.Steps => Math.Max(
                floor, Math.Pow(settings.Factor ?? DefaultDrop, settings.At!.Count(at => at <= step))),
            _ => 1,
        };
    }
}

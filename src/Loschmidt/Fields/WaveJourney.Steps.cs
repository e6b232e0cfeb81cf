using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;

namespace Loschmidt.Fields;

/// <content>The same pass cut into steps: the first is B A after half of A, the others B A, the last with half of A.</content>
internal sealed partial class WaveJourney<T>
{
    /// <summary>One step, the same to the last bit as inside a whole pass.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="q">Wave, advanced.</param>
    /// <param name="p">Wave, advanced.</param>
    /// <param name="learning">Θ, advanced.</param>
    public void Step(int step, Span<T> q, Span<T> p, LearningField learning)
    {
        Offer(learning, step == 0 ? dynamics.DriftTime / 2 : 0);
        if (step == 0)
            dynamics.Kinetic.Apply(q, p, KineticDuration.HalfStep);

        PhaseRotation.ByIntensity(q, p, _phase, T.CreateChecked(dynamics.KerrTime), _intensity);
        var (drift, duration) = After(step);
        dynamics.HearAndDrift(learning.Theta, learning.Pi, _intensity, _phase, drift);
        dynamics.Kinetic.Apply(q, p, duration);
    }

    /// <summary>The parts of a step in the opposite order: between two reversals, its inverse.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="q">Reversed wave, advanced.</param>
    /// <param name="p">Reversed wave, advanced.</param>
    /// <param name="learning">Reversed Θ, advanced.</param>
    public void StepHome(int step, Span<T> q, Span<T> p, LearningField learning)
    {
        var (drift, duration) = After(step);
        Offer(learning, drift);
        dynamics.Kinetic.Apply(q, p, duration);
        PhaseRotation.ByIntensity(q, p, _phase, T.CreateChecked(dynamics.KerrTime), _intensity);
        dynamics.HearAndDrift(learning.Theta, learning.Pi, _intensity, _phase, step == 0 ? dynamics.DriftTime / 2 : 0);
        if (step == 0)
            dynamics.Kinetic.Apply(q, p, KineticDuration.HalfStep);
    }

    private (double Drift, KineticDuration Duration) After(int step) => step == dynamics.Steps - 1
        ? (dynamics.DriftTime / 2, KineticDuration.HalfStep)
        : (dynamics.DriftTime, KineticDuration.FullStep);

    /// <summary>Free flight without hearing anything, and the phases of what comes of it.</summary>
    private void Offer(LearningField learning, double drift)
    {
        Array.Clear(_intensity);
        dynamics.HearAndDrift(learning.Theta, learning.Pi, _intensity, _phase, drift);
    }
}

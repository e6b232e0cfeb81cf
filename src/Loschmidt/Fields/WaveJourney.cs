using System.Numerics;
using Loschmidt.Machines;
using Loschmidt.Numerics.Kernels;
using Loschmidt.PhaseSpace;

namespace Loschmidt.Fields;

/// <summary>One pass of wave and learning field as a single fused loop: A/2 (B A)^(n−1) B A/2.</summary>
/// <remarks>
/// A is the kinetic flow of the wave with the free flight of θ (they commute), B the phase χθ + g|Ψ|² with the
/// back-action on π. Both are exact, canonical and obey R φ_t R = φ_−t, and the composition is a palindrome: reversing,
/// running it again and reversing undoes it for any dt. Adjacent half steps of A are merged. Nothing is allocated.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed partial class WaveJourney<T>(WaveDynamics<T> dynamics)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _phase = new T[dynamics.Lattice.Sites];
    private readonly T[] _intensity = new T[dynamics.Lattice.Sites];

    /// <summary>Runs one pass.</summary>
    /// <param name="q">Wave, √(2ΔV) Re Ψ, [sites], advanced.</param>
    /// <param name="p">Wave, √(2ΔV) Im Ψ, [sites], advanced.</param>
    /// <param name="learning">Θ, advanced.</param>
    /// <param name="heard">Called after each B with the number of steps done, half a step of A before the end of that
    /// step.</param>
    public void Run(Span<T> q, Span<T> p, LearningField learning, Action<int>? heard)
    {
        var theta = learning.Theta;
        var pi = learning.Pi;
        var slope = T.CreateChecked(dynamics.KerrTime);
        Array.Clear(_intensity);
        dynamics.HearAndDrift(theta, pi, _intensity, _phase, dynamics.DriftTime / 2);
        dynamics.Kinetic.Apply(q, p, KineticDuration.HalfStep);
        for (var step = 1; step <= dynamics.Steps; step++)
        {
            var last = step == dynamics.Steps;
            var drift = last ? dynamics.DriftTime / 2 : dynamics.DriftTime;
            PhaseRotation.ByIntensity(q, p, _phase, slope, _intensity);
            if (heard is null)
            {
                dynamics.HearAndDrift(theta, pi, _intensity, _phase, drift);
            }
            else
            {
                dynamics.HearAndDrift(theta, pi, _intensity, _phase, 0);
                heard(step);
                Array.Clear(_intensity);
                dynamics.HearAndDrift(theta, pi, _intensity, _phase, drift);
            }

            dynamics.Kinetic.Apply(q, p, last ? KineticDuration.HalfStep : KineticDuration.FullStep);
        }
    }

    /// <summary>One pass with something from outside between steps, or with matter behind θ: merged half steps of A are taken apart.</summary>
    /// <param name="q">As of the other overload.</param>
    /// <param name="p">As of the other overload.</param>
    /// <param name="learning">As of the other overload.</param>
    /// <param name="heard">As of the other overload.</param>
    /// <param name="passage">Acts behind every step on the way out, before it on the way home; null leaves the wave alone.</param>
    /// <param name="homeward">What it is told of the direction.</param>
    public void Run(
        Span<T> q, Span<T> p, LearningField learning, Action<int>? heard, IInfluence? passage, bool homeward)
    {
        var theta = learning.Theta;
        var pi = learning.Pi;
        var slope = T.CreateChecked(dynamics.KerrTime);
        for (var step = 1; step <= dynamics.Steps; step++)
        {
            if (homeward && passage is not null)
                Act(passage, q, p, learning, new Moment(dynamics.Steps + 1 - step, dynamics.StepTime, homeward));

            if (learning.Flows)
                learning.Drift(dynamics.StepTime / 2);

            Array.Clear(_intensity);
            dynamics.HearAndDrift(theta, pi, _intensity, _phase, dynamics.DriftTime / 2);
            dynamics.Kinetic.Apply(q, p, KineticDuration.HalfStep);
            PhaseRotation.ByIntensity(q, p, _phase, slope, _intensity);
            dynamics.HearAndDrift(theta, pi, _intensity, _phase, 0);
            heard?.Invoke(step);
            Array.Clear(_intensity);
            dynamics.HearAndDrift(theta, pi, _intensity, _phase, dynamics.DriftTime / 2);
            dynamics.Kinetic.Apply(q, p, KineticDuration.HalfStep);
            if (learning.Flows)
                learning.Drift(dynamics.StepTime / 2);

            if (!homeward && passage is not null)
                Act(passage, q, p, learning, new Moment(step, dynamics.StepTime, homeward));
        }
    }

    private static void Act(IInfluence passage, Span<T> q, Span<T> p, LearningField learning, in Moment moment)
    {
        passage.Act(new PhaseView<T>(q, p, 1, 1), moment);
        passage.Act(learning, moment);
    }
}

using System.Numerics;

namespace Loschmidt.Machines;

/// <summary>A machine of coupled modes whose fields can be followed in time, from dark to the steady state.</summary>
public interface IRingsUp : IScatters
{
    /// <summary>The longest step with which the sample in lane 0 can be followed, in 1/κ: a part of a turn of the fastest mode.</summary>
    double LongestStep { get; }

    /// <summary>Switches a steady probe on at time 0, with all modes empty, and follows the sample in lane 0.</summary>
    /// <param name="probe">a_in at every mode, [modes].</param>
    /// <param name="duration">Until when, in 1/κ.</param>
    /// <param name="frames">How often to look; evenly spaced, the end included.</param>
    /// <param name="look">Told the time and the fields a, [modes]; the span is only valid during the call.</param>
    /// <returns>Largest distance of a field from the steady state at the end, relative to the largest field.</returns>
    double RingUp(ReadOnlySpan<Complex> probe, double duration, int frames, RingUpFrame look);
}

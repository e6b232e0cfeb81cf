using System.Numerics;
using Loschmidt.Machines;

namespace Loschmidt.Fields;

/// <summary>Says where a wave machine stopped being finite, and why that usually happens.</summary>
internal static class WaveFault
{
    /// <summary>One sentence naming parameter or site and the likely cause.</summary>
    public static string Describe<T>(
        WaveSettings settings, ParameterLayout parameters, LearningField learning, ReadOnlySpan<T> q, ReadOnlySpan<T> p)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var site = 0; site < q.Length; site++)
        {
            if (!T.IsFinite(q[site]) || !T.IsFinite(p[site]))
            {
                var (column, row) = Math.DivRem(site, settings.Lattice.Rows);
                return $"the wave is not finite at column {column}, row {row}: every step only turns phases, so "
                    + $"a phase was not finite; {LikelyCause(settings)}";
            }
        }

        for (var i = 0; i < learning.Count; i++)
        {
            if (!double.IsFinite(learning.Theta[i]) || !double.IsFinite(learning.Pi[i]))
            {
                return $"{parameters.NameOf(i)} is not finite (theta {learning.Theta[i]}, pi {learning.Pi[i]}): "
                    + LostTheta.Cause(learning, "the learning step is too large; lower epsilon or the ratio of inverse mass to damping rate");
            }
        }

        return "the machine is finite";
    }

    private static string LikelyCause(WaveSettings settings)
    {
        // Focusing collapse needs N > 5.85 β/g; the input carries N = (2σ)²I in two packets.
        var norm = 4 * settings.Packet.Waist * settings.Packet.Waist * settings.Packet.Intensity;
        var critical = 5.85 * settings.Beta / settings.Nonlinearity;
        return settings.Nonlinearity * settings.Beta > 0 && norm > 2 * critical
            ? $"the nonlinearity {settings.Nonlinearity} is {norm / critical:0.#} times above focusing collapse"
            : $"a step of {settings.Duration / settings.Steps:0.###} (duration {settings.Duration} in {settings.Steps}) lets the learning "
                + "field recoil without bound where it is long; look at it, and at the strength of the nudge (epsilon times the weight)";
    }
}

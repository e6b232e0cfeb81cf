namespace Loschmidt.Scattering;

public sealed partial class ScatteringNetwork
{
    /// <summary>Refuses a θ that no passive network has: numbers that are none, or a negative port rate.</summary>
    /// <param name="theta">θ, [parameters].</param>
    /// <exception cref="ArgumentException">Names the mode or the parameter.</exception>
    internal void RequirePassive(ReadOnlySpan<double> theta)
    {
        for (var mode = 0; Ports >= 0 && mode < Modes; mode++)
        {
            if (theta[Ports + mode] is var rate && !(double.IsFinite(rate) && rate >= 0))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"the port rate of {NameOf(mode)} is {rate}; a rate is a finite number >= 0 (gain is not a passive network)"), nameof(theta));
            }
        }

        for (var i = 0; i < theta.Length; i++)
        {
            if (!double.IsFinite(theta[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{Parameters.NameOf(i)} is {theta[i]}; a parameter is a finite number"), nameof(theta));
            }
        }
    }

    /// <summary>Refuses a sample or a frequency that is not finite.</summary>
    /// <param name="input">Numbers of the sample, [features] or none.</param>
    /// <param name="frequency">ω.</param>
    /// <exception cref="ArgumentException">Names the number.</exception>
    internal static void RequireFinite(ReadOnlySpan<double> input, double frequency)
    {
        for (var feature = 0; feature < input.Length; feature++)
        {
            if (!double.IsFinite(input[feature]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"input {feature} is {input[feature]}; the numbers of a sample are finite"), nameof(input));
            }
        }

        if (!double.IsFinite(frequency))
        {
            throw new ArgumentException(FormattableString.Invariant($"ω is {frequency}; a frequency is a finite number"), nameof(frequency));
        }
    }
}

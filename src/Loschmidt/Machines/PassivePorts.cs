namespace Loschmidt.Machines;

/// <summary>Keeps learned port rates where a passive machine has them: a negative one would amplify.</summary>
internal static class PassivePorts
{
    // A thousandth of the usual rate: a port that hardly is one, with slopes (as 1/√κ) that are still numbers.
    private const double Least = 1e-3;

    /// <summary>Raises learned rates to the smallest one that training may reach: a thousandth, or the rate as built where that is smaller.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="theta">θ, [parameters]; what is not a number stays so.</param>
    public static void Settle(IScatters machine, Span<double> theta)
    {
        foreach (var knob in machine.Knobs)
        {
            if (knob.Kind == KnobKind.PortRate)
            {
                theta[knob.Parameter] = Kept(theta[knob.Parameter], machine.PortRates[knob.First]);
            }
        }
    }

    /// <summary>As <see cref="Settle"/>, for a θ that fabrication disturbed; a rate that was negative to begin with is handed on, to be refused.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="wanted">θ as it was asked for, [parameters].</param>
    /// <param name="made">θ as it came out, [parameters].</param>
    public static void Fabricate(IScatters machine, ReadOnlySpan<double> wanted, Span<double> made)
    {
        foreach (var knob in machine.Knobs)
        {
            if (knob.Kind == KnobKind.PortRate)
            {
                var asked = wanted[knob.Parameter];
                made[knob.Parameter] = asked >= 0 ? Kept(made[knob.Parameter], machine.PortRates[knob.First]) : asked;
            }
        }
    }

    private static double Kept(double rate, double built) => Math.Max(rate, Math.Min(Least, built));
}

using Loschmidt.Learning;

namespace Loschmidt.Devices.Wire;

/// <summary>What a trainer says to a sealed device: which verb comes when. It is all that a trainer is.</summary>
/// <remarks>
/// One echo is prepare, evolve, inject, reverse, evolve, reverse and kicks π by −ε ∂C/∂θ. Protocols are orders of such echoes, between which the learning field alone is
/// reversed, as <see cref="SelfLearningCycle"/> has them.
/// </remarks>
public static class EchoTimetable
{
    /// <summary>An evaluation: out, read, and home again without an injection, so that Θ is left as it was.</summary>
    /// <param name="input">[features].</param>
    public static IReadOnlyList<WireAction> Evaluation(double[] input) =>
        [WireAction.Prepare(input), WireAction.Evolve, WireAction.Read, WireAction.Reverse, WireAction.Evolve, WireAction.Reverse];

    /// <summary>One echo.</summary>
    /// <param name="input">[features].</param>
    /// <param name="target">[targets].</param>
    /// <param name="epsilon">ε, of either sign.</param>
    /// <param name="read">Whether outputs are read at the turning point, before the injection.</param>
    public static IEnumerable<WireAction> Echo(double[] input, double[] target, double epsilon, bool read)
    {
        yield return WireAction.Prepare(input);
        yield return WireAction.Evolve;
        if (read)
        {
            yield return WireAction.Read;
        }

        yield return WireAction.Inject(target, epsilon);
        yield return WireAction.Reverse;
        yield return WireAction.Evolve;
        yield return WireAction.Reverse;
    }

    /// <summary>The signed strengths of a protocol's echoes, and whether the learning field is reversed before each.</summary>
    /// <param name="cycle">The protocol and ε of a whole step.</param>
    /// <returns>The echoes in order; after the last one the learning field is reversed once more where it was an odd number of times.</returns>
    /// <exception cref="NotSupportedException">The protocol adds two learning fields up, which nobody can who has none.</exception>
    public static IReadOnlyList<(double Epsilon, bool ReverseBefore)> Echoes(SelfLearningCycle cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        var ε = cycle.Epsilon;
        return cycle.Protocol switch
        {
            EchoProtocol.OneSided => [(ε, false)],
            EchoProtocol.Pair => [(ε / 2, false), (-ε / 2, true)],
            EchoProtocol.Symmetric => [(ε / 4, false), (-ε / 4, true), (-ε / 4, false), (ε / 4, true)],
            _ => throw new NotSupportedException(
                "the two-sided protocol adds up two learning fields, which a sealed device does not show; use one-sided, pair or symmetric"),
        };
    }

    /// <summary>All echoes of one sample in one line.</summary>
    /// <param name="cycle">The protocol.</param>
    /// <param name="input">[features].</param>
    /// <param name="target">[targets].</param>
    /// <returns>The verbs; the outputs are read once, at the last turning point.</returns>
    public static IEnumerable<WireAction> Sample(SelfLearningCycle cycle, double[] input, double[] target)
    {
        var echoes = Echoes(cycle);
        var reversed = false;
        for (var at = 0; at < echoes.Count; at++)
        {
            if (echoes[at].ReverseBefore)
            {
                reversed = !reversed;
                yield return WireAction.ReverseLearning;
            }

            foreach (var verb in Echo(input, target, echoes[at].Epsilon, at == echoes.Count - 1))
            {
                yield return verb;
            }
        }

        if (reversed)
        {
            yield return WireAction.ReverseLearning;
        }
    }

    /// <summary>The decay step under a schedule's factor s on Ω/Γ: a decay s times slower in rate and as deep.</summary>
    /// <param name="cycle">Γ and T_D.</param>
    /// <param name="schedule">s.</param>
    /// <param name="temperature">kT.</param>
    public static WireAction Decay(SelfLearningCycle cycle, double schedule, double temperature)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (schedule == 1)
        {
            return WireAction.Decay(cycle.DecayRate, cycle.DecayTime, temperature);
        }

        const double Fastest = 1e300;
        var rate = Math.Min(cycle.DecayRate / schedule, Fastest);
        return WireAction.Decay(rate, cycle.DecayRate * cycle.DecayTime / rate, temperature);
    }
}

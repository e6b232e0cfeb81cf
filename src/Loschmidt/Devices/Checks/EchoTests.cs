using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>Whether an echo without an error comes home, and if not, what it is that breaks it; seen through the outputs alone.</summary>
/// <remarks>
/// Out (A), turned, home (H), turned, out again (B). H must be what was prepared, and B must be A, which also sees what is not read: whatever came home
/// wrong goes out wrong. Turning twice in a row must do nothing; outputs of runs without any mirror must not die away.
/// </remarks>
internal static class EchoTests
{
    private const int Runs = 6;
    private const int LongRun = 60;

    /// <summary>What was found.</summary>
    /// <param name="Error">How far from home, in units of the signal.</param>
    /// <param name="Fault">The word for the cause; null where it comes home.</param>
    public sealed record Outcome(double Error, string? Fault);

    /// <summary>Sends echoes without an error.</summary>
    /// <param name="bench">The device.</param>
    /// <param name="creep">Shift of the outputs per evaluation: how much of a miss is no fault of the mirror.</param>
    public static Outcome Run(CheckBench bench, double creep)
    {
        var most = bench.Range("epsilon").To;
        var limit = Math.Max(1e-6, 0.1 * most) + (4 * bench.LookNoise);
        var (error, scatter) = Worst(bench);
        if (error <= limit)
        {
            bench.Add(
                "echo comes home", true, error, limit,
                $"an echo without an error misses home by {CheckWords.Percent(error)} of the signal (fidelity {CheckWords.Number(1 - (error * error))})", "");
            return new Outcome(error, null);
        }

        // What evaluations leave behind moves the next run too; a mirror does so only on the run that it spoiled.
        var (fault, words) = creep > 0.2 * error ? ("", "") : Cause(bench, limit, scatter);
        bench.Add(
            "echo comes home", false, error, limit,
            $"an echo without an error misses home by {CheckWords.Percent(error)} of the signal: {(fault.Length > 0 ? words : "its parameters moved while it ran")}",
            fault.Length > 0 ? fault : "moves");
        return new Outcome(error, fault.Length > 0 ? fault : "moves");
    }

    private static (double Error, double Scatter) Worst(CheckBench bench)
    {
        var (worst, scatter) = (0.0, 0.0);
        for (var sample = 0; sample < Math.Min(2, bench.Inputs.Length); sample++)
        {
            var looks = new double[Runs][][];
            for (var run = 0; run < Runs; run++)
            {
                bench.Rewind();
                looks[run] = bench.Watch(
                    [bench.Prepare(sample)], [WireAction.Evolve], [WireAction.Reverse, WireAction.Evolve, WireAction.Reverse], [WireAction.Evolve]);
            }

            double[][] means = [.. Enumerable.Range(0, 4).Select(place => CheckBench.Mean([.. looks.Select(run => run[place])]))];
            worst = Math.Max(worst, Math.Max(bench.Distance(means[0], means[2]), bench.Distance(means[1], means[3])));
            scatter = Math.Max(scatter, CheckBench.Spread([.. looks.Select(static run => run[3])]) / bench.Scale);
            worst = Math.Max(worst, scatter);
        }

        return (worst, scatter);
    }

    private static (string Fault, string Words) Cause(CheckBench bench, double limit, double scatter)
    {
        if (scatter > Math.Max(0.5 * limit, 5 * bench.LookNoise))
        {
            return ("shaky-mirror", $"every time by another amount (scatter {CheckWords.Percent(scatter)}): the mirror shakes, and its kicks are learned as noise");
        }

        try
        {
            var turns = Turns(bench);
            if (turns > (0.1 * limit) + (4 * bench.LookNoise))
            {
                return ("mirror-not-involutive", $"turned round twice it is not where it was (off by {CheckWords.Percent(turns)}): the mirror squeezes or amplifies");
            }

            var kept = Kept(bench);
            return kept < 0.6
                ? ("lossy", $"without any mirror its outputs die away (to {CheckWords.Percent(kept)} over {LongRun} runs): it loses energy on the way")
                : ("mirror", "turned round twice it is where it was, and it loses no energy: the mirror leaves something unreversed, a momentum or an ancilla");
        }
        catch (DeviceTrouble refused) when (refused.Fault == "refused")
        {
            return ("mirror", $"why could not be found out ({refused.Message})");
        }
    }

    /// <summary>Turned round twice, four times over, and on: against not turned at all.</summary>
    private static double Turns(CheckBench bench)
    {
        WireAction[] turned = [.. Enumerable.Repeat(WireAction.Reverse, 8), WireAction.Evolve];
        bench.Rewind();
        var still = bench.Watch([bench.Prepare(0), WireAction.Evolve], [WireAction.Evolve]);
        bench.Rewind();
        var turning = bench.Watch([bench.Prepare(0), WireAction.Evolve], turned);
        return bench.Distance(still[1], turning[1]);
    }

    /// <summary>By how much the outputs still move in the last third of a long run, against the first third: rms about their mean.</summary>
    /// <remarks>A fast decay after every run takes the momenta that would carry the parameters of a self-learning device away.</remarks>
    private static double Kept(CheckBench bench)
    {
        var (early, late) = (0.0, 0.0);
        for (var sample = 0; sample < bench.Inputs.Length; sample++)
        {
            bench.Rewind();
            WireAction[] rest = bench.Hello.Kind == DeviceKind.SelfLearning ? [WireAction.Decay(bench.HighestRate)] : [];
            WireAction[] run = [WireAction.Evolve, WireAction.Read, .. rest];
            WireAction[] verbs = [bench.Prepare(sample), .. Enumerable.Repeat(run, LongRun).SelectMany(static one => one)];
            var outputs = bench.Line.Change(verbs).Where(static numbers => numbers.Length > 0).ToArray();
            early += Math.Pow(CheckBench.Spread(outputs[..(LongRun / 3)]), 2);
            late += Math.Pow(CheckBench.Spread(outputs[^(LongRun / 3)..]), 2);
        }

        return Math.Sqrt(late / early);
    }
}

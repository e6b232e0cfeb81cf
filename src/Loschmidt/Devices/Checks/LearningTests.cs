using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>Whether a sealed device learns what it is shown: seen in the outputs after steps, since nothing else is to be had.</summary>
/// <remarks>η = εΩ/Γ with Ω unknown, so Γ is lowered until a step shows; after that Γ follows ε, and an ideal device answers the same at every ε.</remarks>
internal static class LearningTests
{
    private const double Shows = 0.02;
    private const double LowestRate = 1e-12;
    private const double BiasLimit = 0.3;
    private const double RestLimit = 0.2;
    private const int Grid = 11;
    private const int ManySteps = 30;
    private const int Repeats = 4;

    public static (IReadOnlyList<DeviceResponsePoint> Response, double Epsilon, double? Rate) Run(CheckBench bench)
    {
        var range = bench.Range("epsilon");
        var ε = Quiet(bench, range.To / 10);
        var twoSided = range.Contains(-ε);
        if (!Find(bench, ε, out var rate, out var bias))
        {
            bench.Add("learns", false, 0, Shows, "no step moves any output, however slow the decay: its parameters are clamped, or its injection does nothing", "frozen");
            return ([], ε, null);
        }

        var biased = bias > BiasLimit;
        bench.Add(
            "learns nothing from nothing", !biased, bias, BiasLimit,
            !biased ? $"a step without an error moves outputs by {CheckWords.Percent(bias)} of what a step with one does"
            : $"a step without an error moves outputs by {CheckWords.Percent(bias)} of what a step with one does: "
                + "what the way out did to the parameters' momenta is not undone, as if they were not reversed", "learning-not-reversed");
        Remembers(bench, ε, rate);
        if (biased)
        {
            return ([], ε, rate);
        }

        var sample = Steepest(bench, ε, rate);
        if (!Rests(bench, sample, ε, rate))
        {
            return ([], ε, rate);
        }

        var (plus, minus) = (Change(bench, sample, ε, rate), twoSided ? Change(bench, sample, -ε, rate) : double.NaN);
        var floor = CostNoise(bench, sample);
        var downhill = true;
        if (twoSided && Math.Abs(plus - minus) < 0.2 * (Math.Abs(plus) + Math.Abs(minus)))
        {
            bench.Add("two signs of ε", false, plus / minus, double.NaN, "a step with −ε changes the answer as one with +ε does: the injection does not know the sign of the error", "sign-blind");
        }
        else
        {
            if (bench.InjectsAnother)
            {
                RightWay.Tell(bench, Walk(bench, sample, ε, rate));
            }
            else
            {
                downhill = plus < -floor || Gathers(bench, sample, ε, rate);
                bench.Add(
                    "goes downhill", downhill, plus, -floor,
                    downhill ? "a step makes the answer to its sample better"
                    : "a step makes the answer to its sample worse, Σ(y − t)² grows: the error is injected with the wrong sign, or the decay is so slow that ΓT > 2"
                        + (bench.Hello.Cost is null ? ", or it belongs to another cost, which 'cost' in its hello should then say" : ""), "uphill");
            }

            if (twoSided)
            {
                bench.Note("two signs of ε", Math.Abs(plus + minus) / (Math.Abs(plus) + Math.Abs(minus)), "what is left of the sum of both signs' changes: second order in the step");
            }
            else
            {
                bench.Note("two signs of ε", double.NaN, "its range of ε has one sign, so two echoes cannot cancel what is wrong with a mirror");
            }
        }

        return (downhill ? Scan(bench, sample, ε, rate, twoSided) : [], ε, rate);
    }

    /// <summary>Lowers ε until a step with the fastest decay hardly shows: what is left of it then is recoil during the pass, which no Γ makes useful.</summary>
    private static double Quiet(CheckBench bench, double ε)
    {
        for (var tries = 0; tries < 5; tries++, ε /= 10)
        {
            bench.Rewind();
            Step(bench, 0, ε, bench.HighestRate);
            var after = bench.Evaluate(0);
            bench.Rewind();
            Step(bench, 0, 0, bench.HighestRate);
            if (bench.Distance(after, bench.Evaluate(0)) <= (Shows / 5) + (4 * bench.LookNoise))
            {
                break;
            }
        }

        return ε;
    }

    /// <summary>Lowers Γ until a step shows, with an error or without.</summary>
    private static bool Find(CheckBench bench, double ε, out double rate, out double bias)
    {
        var shows = Math.Max(Shows, 8 * bench.LookNoise);
        var lowest = bench.Hello.Ranges.TryGetValue("rate", out var stated) ? Math.Max(LowestRate, stated.From) : LowestRate;
        (double Learned, double Crept)? alone = null;
        for (rate = bench.HighestRate; rate >= lowest; rate /= 3)
        {
            var (learned, crept) = (0.0, 0.0);
            for (var sample = 0; sample < bench.Inputs.Length; sample++)
            {
                bench.Rewind();
                var before = bench.Evaluate(sample);
                bench.Rewind();
                Step(bench, sample, ε, rate);
                var after = bench.Evaluate(sample);
                bench.Rewind();
                Step(bench, sample, 0, rate);
                var idle = bench.Evaluate(sample);
                learned = Math.Max(learned, bench.Distance(after, idle));
                crept = Math.Max(crept, bench.Distance(before, idle));
            }

            // What creeps by itself, or recoils during a pass, does so at the fastest decay too; what the decay makes of momenta grows with 1/Γ.
            alone ??= (learned, crept);
            crept = Math.Max(0, crept - (1.5 * alone.Value.Crept));
            bias = learned > 0 ? crept / learned : double.PositiveInfinity;
            if (learned > Math.Max(shows, 5 * alone.Value.Learned) || crept > shows)
            {
                return true;
            }
        }

        bias = 0;
        return false;
    }

    private static IEnumerable<double> Walk(CheckBench bench, int sample, double ε, double rate)
    {
        bench.Rewind();
        while (true)
        {
            yield return RightWay.Progress(bench, sample, bench.Evaluate(sample));
            for (var step = 0; step < ManySteps; step++)
            {
                Step(bench, sample, ε, rate);
            }
        }
    }

    /// <summary>Whether many steps on one sample bring its bright answer further ahead, or its answers nearer: of devices that were built for another cost.</summary>
    private static bool Gathers(CheckBench bench, int sample, double ε, double rate)
    {
        bench.Rewind();
        var before = bench.Evaluate(sample);
        for (var step = 0; step < ManySteps; step++)
        {
            Step(bench, sample, ε, rate);
        }

        var after = bench.Evaluate(sample);
        return bench.Cost(sample, after) < bench.Cost(sample, before)
            || (after.Length > 1 && RightWay.Progress(bench, sample, after) > RightWay.Progress(bench, sample, before) + (4 * bench.LookNoise * bench.Scale));
    }

    /// <summary>A snapshot taken before must bring back what was before.</summary>
    private static void Remembers(CheckBench bench, double ε, double rate)
    {
        bench.Rewind();
        var before = bench.Evaluate(0);
        for (var sample = 0; sample < bench.Inputs.Length; sample++)
        {
            Step(bench, sample, ε, rate);
        }

        var learned = bench.Evaluate(0);
        bench.Rewind();
        var back = bench.Evaluate(0);
        var (moved, left) = (bench.Distance(before, learned), bench.Distance(before, back));
        var limit = (0.05 * moved) + (4 * bench.LookNoise);
        bench.Add(
            "snapshots", left <= limit, left, limit,
            left <= limit ? "a snapshot brings back what the device had learned by then" : $"after going back to a snapshot outputs are off by {CheckWords.Percent(left)}: it does not hold the parameters", "snapshot");
    }

    /// <summary>A complete decay leaves π = 0, so that another one has nothing left to move.</summary>
    private static bool Rests(CheckBench bench, int sample, double ε, double rate)
    {
        bench.Rewind();
        var before = bench.Evaluate(sample);
        bench.Rewind();
        Step(bench, sample, ε, rate);
        var once = bench.Evaluate(sample);
        bench.Rewind();
        Step(bench, sample, ε, rate);
        bench.Line.Change(WireAction.Decay(rate));
        var moved = bench.Distance(once, bench.Evaluate(sample));
        var limit = (RestLimit * bench.Distance(before, once)) + (6 * bench.LookNoise);
        var rests = moved <= limit;
        bench.Add(
            "a second decay", rests, moved, limit,
            rests ? "after a complete decay another one moves nothing: the momenta are at rest"
            : $"after a complete decay another one moves outputs by {CheckWords.Percent(moved)} again: the decay moves the parameters and leaves their momenta", "restless");
        return rests;
    }

    private static int Steepest(CheckBench bench, double ε, double rate) =>
        Enumerable.Range(0, bench.Inputs.Length).MaxBy(sample => Math.Abs(Change(bench, sample, ε, rate)));

    /// <summary>The response to ε at η = εΩ/Γ held.</summary>
    private static List<DeviceResponsePoint> Scan(CheckBench bench, int sample, double ε, double rate, bool twoSided)
    {
        var range = bench.Range("epsilon");
        var lowest = range.From > 0 ? range.From : range.To * 1e-5;
        var points = new List<DeviceResponsePoint>();
        for (var i = 0; i < Grid; i++)
        {
            var at = lowest * Math.Pow(range.To / lowest, i / (Grid - 1.0));
            var changes = new double[Repeats][];
            for (var run = 0; run < Repeats; run++)
            {
                var plus = Change(bench, sample, at, rate * at / ε);
                changes[run] = [twoSided ? (Change(bench, sample, -at, rate * at / ε) - plus) / 2 : -plus];
            }

            points.Add(new DeviceResponsePoint(at, CheckBench.Mean(changes)[0], CheckBench.Spread(changes)));
        }

        return points;
    }

    /// <summary>What one step does to the cost of its own sample.</summary>
    private static double Change(CheckBench bench, int sample, double ε, double rate)
    {
        bench.Rewind();
        var before = bench.Cost(sample, bench.Evaluate(sample));
        Step(bench, sample, ε, rate);
        return bench.Cost(sample, bench.Evaluate(sample)) - before;
    }

    private static void Step(CheckBench bench, int sample, double ε, double rate)
    {
        WireAction[] injection = ε == 0 ? [] : [WireAction.Inject(bench.Targets[sample], ε)];
        bench.Line.Change(
            [bench.Prepare(sample), WireAction.Evolve, .. injection, WireAction.Reverse, WireAction.Evolve, WireAction.Reverse, WireAction.Decay(rate)]);
    }

    private static double CostNoise(CheckBench bench, int sample)
    {
        var away = Math.Sqrt(2 * bench.Cost(sample, bench.Evaluate(sample)));
        return 3 * away * bench.LookNoise * bench.Scale;
    }
}

using Loschmidt.Devices.Wire;

namespace Loschmidt.Devices.Checks;

/// <summary>Whether a device keeps the promises of the protocol: shapes, step numbers, snapshots, safe ranges.</summary>
internal static class ConformanceTests
{
    private const double Outside = 0.01;

    public static void Run(CheckBench bench)
    {
        var line = bench.Line;
        line.Ask(bench.Prepare(0), WireAction.Evolve, WireAction.Read);
        if (bench.CanReverse)
        {
            line.Ask(bench.Prepare(0), WireAction.Evolve, WireAction.Reverse, WireAction.Evolve, WireAction.Reverse, WireAction.Read);
        }

        bench.Note("answers", double.NaN, "every verb is answered with the numbers that were promised");
        Verbs(bench);
        Ranges(bench);
    }

    /// <summary>Repeats a step: its answer was lost, say. Once the outputs' size is known.</summary>
    public static void Steps(CheckBench bench)
    {
        var line = bench.Line;
        bench.Rewind();
        line.Ask(bench.Prepare(0));
        line.Change(WireAction.Evolve);
        var once = bench.Look();
        bench.Rewind();
        line.Ask(bench.Prepare(0));
        line.Change(WireAction.Evolve);
        line.Again(WireAction.Evolve);
        var twice = bench.Look();
        var distance = bench.Distance(once, twice);
        var limit = 1e-6 + (6 * bench.LookNoise);
        bench.Add(
            "a repeated step", distance <= limit, distance, limit,
            distance <= limit
                ? "a step that is asked for again is answered from memory and not done again"
                : "a step that is asked for again is done again: every lost answer would be learned twice", "not-idempotent");
        if (line.Step > 1 && distance <= limit)
        {
            var error = line.Refusal(line.Step - 1, WireAction.Evolve);
            bench.Add(
                "an older step", error is not null, double.NaN, double.NaN,
                error is not null ? "a step that is long over is refused" : "a step that is long over is done once more; it should be an error 'state'", "old-steps");
        }
    }

    private static void Verbs(CheckBench bench)
    {
        var hello = bench.Hello;
        WireVerb[] wanted = hello.Kind == DeviceKind.SelfLearning
            ? [WireVerb.Prepare, WireVerb.Evolve, WireVerb.Inject, WireVerb.Reverse, WireVerb.Decay, WireVerb.Read, WireVerb.Snapshot, WireVerb.Restore]
            : [WireVerb.Prepare, WireVerb.Evolve, WireVerb.Read, WireVerb.Load];
        var missing = wanted.Where(verb => !hello.Can(verb)).Select(static verb => verb.ToString().ToLowerInvariant()).ToArray();
        bench.Add(
            "verbs", missing.Length == 0, missing.Length, 0,
            missing.Length == 0 ? "it has every verb that its kind needs" : $"a {bench.KindWord} device needs {string.Join(", ", missing)}", "verbs");
        WireVerb[] forbidden = [WireVerb.Load, WireVerb.Theta, WireVerb.Listen, WireVerb.Probe];
        if (hello.Kind == DeviceKind.SelfLearning && forbidden.Where(hello.Can).Select(static verb => verb.ToString().ToLowerInvariant()).ToArray() is { Length: > 0 } open)
        {
            bench.Add("sealed", false, open.Length, 0, $"a self-learning device shows nothing of its inside, and this one offers {string.Join(", ", open)}", "not-sealed");
        }
    }

    private static void Ranges(CheckBench bench)
    {
        if (!bench.Hello.Ranges.TryGetValue("input", out var range) || !double.IsFinite(range.From) || !double.IsFinite(range.To))
        {
            bench.Note("safe ranges", double.NaN, "it states no safe range of its inputs, so nothing can be refused before it is sent");
            return;
        }

        var input = bench.Inputs[0].ToArray();
        if (input.Length == 0)
        {
            return;
        }

        input[0] = range.To + (Outside * Math.Max(range.To - range.From, 1e-3));
        var error = bench.Line.Refusal(null, WireAction.Prepare(input));
        bench.Add(
            "safe ranges", error is not null, double.NaN, double.NaN,
            error is not null ? "an input 1 % outside the stated range is refused" : "an input 1 % outside the stated range was accepted: nothing protects this device", "ranges");
    }
}

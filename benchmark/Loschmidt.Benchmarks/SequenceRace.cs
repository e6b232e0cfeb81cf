using Loschmidt.Sequences;

namespace Loschmidt.Benchmarks;

/// <summary>One training step of stacks of oscillators, and bare layers, against PyTorch and C.</summary>
internal static class SequenceRace
{
    private const double Tolerance = 1e-3;

    public static string Run(Options options)
    {
        using var problem = SequenceProblem.Write();
        return $"""
            {Stack(problem, UnitKind.Nonlinear, options,
                ("PyTorch, TorchScript, backward loop by hand", "handwritten", options.Rounds),
                ("PyTorch, TorchScript, autograd", "script", 3),
                ("PyTorch, eager loop, dense layers batched over time", "eager", 3),
                ("PyTorch, eager loop, step by step", "stepwise", 1))}
            {Stack(problem, UnitKind.Linear, options,
                ("PyTorch, FFT convolution", "fft", options.Rounds),
                ("PyTorch, parallel scan", "scan", options.Rounds),
                ("PyTorch, chunked scan by triangular products", "chunked", options.Rounds))}
            {Units(problem, options)}
            {FirstGradient.Run(options)}
            """;
    }

    private static string Stack(
        SequenceProblem problem, UnitKind kind, Options options, params (string Title, string Variant, int Turns)[] torch)
    {
        var (name, steps) = (SequenceProblem.Name(kind), Steps(options));
        SequencePeer Own(string title, int threads) =>
            new(title, () => Peers.StartSelf(SequenceServer.Verb, problem.Folder), $"stack {name} {threads}") { Steps = steps };
        SequencePeer C(string title, int threads) =>
            new(title, () => Peers.StartProgram($"sequences_{name}", problem.Folder), $"{threads}") { Steps = steps };
        SequencePeer Torch((string Title, string Variant, int Turns) peer) =>
            new(peer.Title, () => Peers.StartScript("sequences_torch.py", problem.Folder), peer.Variant, peer.Turns) { Steps = steps };
        SequencePeer[] contenders =
        [
            Own("Loschmidt, tangent echo", 2), Own("Loschmidt, one thread", 1),
            C("C, OpenBLAS, the same algorithm", 2), C("C, OpenBLAS, one thread", 1), .. torch.Select(Torch),
        ];
        var results = RunAll(contenders, options);
        var memory = contenders.Select(contender => contender.Memory()).ToArray();
        var layout = new HssmMachine<float>(SequenceProblem.Settings(kind), 1, 1, 1).Parameters;
        var reference = problem.ReadGradient(contenders[0].Gradient);
        var table = new MarkdownTable(
            $"contender, {name} stack", "ms per step", "best", "ours is faster by", "MiB above baseline", "ours needs",
            "cost", "agrees to");
        for (var i = 0; i < results.Count; i++)
        {
            var gradient = problem.ReadGradient(contenders[i].Gradient);
            var (difference, tensor) = SequenceProblem.Difference(layout, gradient, reference);
            var agreed = Math.Max(difference, Math.Abs(contenders[i].Cost / contenders[0].Cost - 1));
            table.Add(
                results[i].Name,
                Text($"{results[i].Median:0.0}"),
                Text($"{results[i].Best:0.0}"),
                i == 0 ? "" : Factor(results[i], results[0]),
                Text($"{memory[i] / 1048576.0:0.0}"),
                i < 2 ? "" : Text($"1/{(double)memory[i] / memory[0]:0.0}"),
                Text($"{contenders[i].Cost:0.00000}"),
                i == 0 ? "" : agreed == 0 ? "to the last bit" : $"{Verdict(agreed)} ({tensor})");
        }

        return $"""
            ## Training step, {name} stack

            L = {Steps(options):N0} steps, batch {SequenceProblem.Lanes}, {SequenceProblem.Channels} channels, H = 64,
            P = 16{(kind == UnitKind.Linear ? " complex" : "")}, 2 blocks with LayerNorm, mean-pool softmax head, float32,
            2 threads where nothing else is said: cost and gradient of everything, no optimiser.

            {table}
            Two threads against one: ours {Factor(results[1], results[0])}, C {Factor(results[3], results[2])}.

            {RaceReport.Versions(results)}
            """;
    }

    private static string Units(SequenceProblem problem, Options options)
    {
        var table = new MarkdownTable(
            "bare layer, 64 oscillators", "ours, ms", "best", "C, ms", "best", "ours reaches", "by best times", "agrees to");
        foreach (var kind in (ReadOnlySpan<UnitKind>)[UnitKind.Nonlinear, UnitKind.Linear])
        {
            foreach (var what in (ReadOnlySpan<string>)["forward", "echo"])
            {
                var (name, steps) = (SequenceProblem.Name(kind), Steps(options));
                SequencePeer[] contenders =
                [
                    new("ours", () => Peers.StartSelf(SequenceServer.Verb, problem.Folder), $"unit {name} {what}") { Steps = steps },
                    new("C", () => Peers.StartProgram("hru", problem.Folder), $"{name} {what}") { Steps = steps },
                ];
                var results = RunAll(contenders, options);
                var agreed = Math.Abs(contenders[1].Cost / contenders[0].Cost - 1);
                if (what == "echo")
                {
                    var own = problem.ReadGradient(contenders[0].Gradient);
                    var other = OverLanes(problem.ReadGradient(contenders[1].Gradient));
                    agreed = Math.Max(agreed, SequenceProblem.RelativeDifference(other, own));
                }

                table.Add(
                    $"{name}, {(what == "echo" ? "forward and echo" : what)}",
                    Text($"{results[0].Median:0.000}"),
                    Text($"{results[0].Best:0.000}"),
                    Text($"{results[1].Median:0.000}"),
                    Text($"{results[1].Best:0.000}"),
                    Text($"{results[1].Median / results[0].Median:0.00}"),
                    Text($"{results[1].Best / results[0].Best:0.00}"),
                    Verdict(agreed));
            }
        }

        return $"""
            ## Bare layers

            {Steps(options):N0} steps of 64 oscillators side by side, float32, one thread; the drive is in memory, positions
            and the drive's error go there. The echo is the tangent one with the gradients of all coefficients, step sizes
            included. C is -O3 -march=native -ffast-math.

            {table}
            """;
    }

    private static int Steps(Options options) => options.Quick ? 1024 : SequenceProblem.Steps;

    private static string Factor(Race.Result slow, Race.Result fast) => Text($"{slow.Median / fast.Median:0.00}x");

    private static string Verdict(double difference) =>
        difference <= Tolerance ? Text($"{difference:0e+00}") : Text($"{RaceReport.Disagreement} {difference:0e+00}");

    private static IReadOnlyList<Race.Result> RunAll(SequencePeer[] contenders, Options options)
    {
        try
        {
            return Race.Run(contenders, options);
        }
        finally
        {
            foreach (var contender in contenders)
            {
                contender.Dispose();
            }
        }
    }

    // C has coefficients for every element; ours are shared by the lanes.
    private static double[] OverLanes(double[] gradient)
    {
        var elements = SequenceProblem.Lanes * SequenceProblem.Oscillators;
        var sum = new double[gradient.Length / SequenceProblem.Lanes];
        for (var i = 0; i < gradient.Length; i++)
        {
            sum[(i / elements * SequenceProblem.Oscillators) + (i % SequenceProblem.Oscillators)] += gradient[i];
        }

        return sum;
    }

    private static string Text(FormattableString value) => FormattableString.Invariant(value);
}

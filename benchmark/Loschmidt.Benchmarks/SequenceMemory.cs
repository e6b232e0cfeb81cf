using System.Runtime.InteropServices;
using Loschmidt.Sequences;

namespace Loschmidt.Benchmarks;

/// <summary>Memory of a training step against the length of the series, and how good the gradient of a long one is.</summary>
internal static class SequenceMemory
{
    private const int CheckedSteps = 50_000;

    public static string Run(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("loschmidt-benchmark-").FullName;
        try
        {
            ReadOnlySpan<int> lengths = options.Quick
                ? [1000, 10_000]
                : [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
            var checkedSteps = options.Quick ? 5000 : CheckedSteps;
            WriteInput(Path.Combine(folder, SequenceServer.LongInput), Math.Max(lengths[^1], checkedSteps));
            return $"""
                ## Memory of a training step against the length of the series

                {SequenceServer.LongBlocks} nonlinear blocks with LayerNorm, H = 64, P = 16, batch {SequenceProblem.Lanes}, float32,
                tangent echo, all cores. Anonymous resident memory of building the machine and taking one gradient, above the
                level of a process that has taken a short one before; sampled every millisecond from outside. The series are in
                a mapped file, which is not anonymous.

                {Growth(folder, lengths)}
                {Error(folder, checkedSteps)}
                """;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Growth(string folder, ReadOnlySpan<int> lengths)
    {
        var table = new MarkdownTable("steps", "MiB above baseline", "s per training step");
        var growths = new List<long>();
        foreach (var steps in lengths)
        {
            using var peer = Own(folder, "f32 tangent", steps);
            growths.Add(peer.Memory());
            peer.WarmUp();
            var time = peer.Run(0).Median;
            table.Add(Text($"{steps:N0}"), Text($"{growths[^1] / 1048576.0:0.00}"), Text($"{time / 1000:0.000}"));
        }

        return Text($"{table}\nLargest over smallest: {(double)growths.Max() / growths.Min():0.00}.\n");
    }

    // The same parameters in both precisions: they are drawn in double, and the single ones are rounded to float.
    private static string Error(string folder, int steps)
    {
        using var reference = Own(folder, "f64 bptt", steps);
        using var own = Own(folder, "f32 tangent", steps);
        using var stored = Own(folder, "f32 bptt", steps);
        var layout = new HssmMachine<float>(
            SequenceProblem.Settings(UnitKind.Nonlinear) with { Blocks = SequenceServer.LongBlocks }, 1, 1, 1).Parameters;
        var table = new MarkdownTable(
            Text($"gradient at {steps:N0} steps, against BPTT in float64"), "whole gradient", "worst tensor", "which");
        var exact = Take(folder, reference);
        foreach (var (name, peer) in new[] { ("tangent echo, float32", own), ("BPTT, float32", stored) })
        {
            var gradient = Take(folder, peer);
            var (difference, tensor) = SequenceProblem.Difference(layout, gradient, exact);
            table.Add(
                name,
                Text($"{SequenceProblem.RelativeDifference(gradient, exact):0.0e+00}"),
                Text($"{difference:0.0e+00}"),
                tensor);
        }

        return table.ToString();
    }

    private static SequencePeer Own(string folder, string what, int steps) =>
        new(what, () => Peers.StartSelf(SequenceServer.Verb, folder), $"long {what}") { Steps = steps };

    private static double[] Take(string folder, SequencePeer peer)
    {
        peer.WarmUp();
        peer.Run(0);
        return SequenceProblem.ReadFloats(folder, peer.Gradient);
    }

    private static void WriteInput(string path, int steps)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var values = new double[SequenceProblem.Lanes * SequenceProblem.Channels];
        var floats = new float[values.Length];
        for (var t = 0; t < steps; t++)
        {
            SequenceProblem.WriteStep(t, values);
            for (var i = 0; i < values.Length; i++)
            {
                floats[i] = (float)values[i];
            }

            file.Write(MemoryMarshal.AsBytes<float>(floats));
        }
    }

    private static string Text(FormattableString value) => FormattableString.Invariant(value);
}

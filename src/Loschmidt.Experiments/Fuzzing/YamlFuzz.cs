using System.Text;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Fuzzing;

/// <summary>Throws spoilt experiment files at the reader: it answers with an experiment that survives writing and
/// reading, or lists problems with their places.</summary>
public static class YamlFuzz
{
    private const long MemoryBound = 32L << 20;
    private const string Source = "fuzz.yaml";

    private const string Sample = """
        # a comment
        name: fuzz
        description: "All keys, \u00e9scaped"
        machine:
          kind: fuzz
          width: 50
          kerr: 1.5e1
          coarse: 0.1
          frozen: true
          note: >
            folded
            text
          precision: float
          window: [0.2, 0.75]
          bonds:
            - [0, 1]
            - [1, 2]
          reversal: { noise: 0.05 }
        data:
          set: mnist
          validation: 100
        training:
          estimator: self-learning
          protocol: symmetric
          steps: 300
          schedule: { kind: hyperbolic, tau: 30 }
          decay: { time: complete }
        seed: 18446744073709551615
        expected: { metric: test-accuracy, value: 0.9, seconds: 3 }
        quick:
          training.steps: 20
          data: { limit: 10 }
        """;

    private const string Small = "name: a\nmachine: {kind: fuzz, width: 1}\ndata: {set: xor}\n";

    private const string Pattern = """
        name: p
        machine: {kind: fuzz, width: 1}
        data:
          set: pattern
          inputs: [[1, 2], [3, 4]]
          targets: [[1], [0]]
        training: {epochs: 2.5, optimiser: {kind: heavy-ball, rate: 0.1, momentum: 0.5}}
        """;

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many; fifty thousand take a few seconds.</param>
    /// <param name="seed">Seed of the mutations.</param>
    /// <param name="log">Hears about progress.</param>
    /// <exception cref="FuzzFailureException">An input broke the promise.</exception>
    public static FuzzReport Run(long cases, ulong seed, TextWriter log)
    {
        var kinds = new MachineKinds(("fuzz", typeof(FuzzMachineSettings)));
        byte[][] corpus = [.. new[] { Sample, Small, Small, Pattern }.Select(Encoding.UTF8.GetBytes)];
        foreach (var valid in corpus)
        {
            FuzzLoop.Require(Accepts(valid, number: 1, kinds), "a member of the corpus is itself refused");
        }

        var mutator = new Mutator(seed, corpus, [.. "[]{}:,-&*!|>'\"%@`#? \t\n\r\0~<=.e9x"u8, 0x7F, 0xC3, 0xED, 0xFF]);
        return FuzzLoop.Run(
            "yaml", cases, seed, log, MemoryBound, number => Accepts(mutator.Case(number), number, kinds));
    }

    private static bool Accepts(byte[] file, long number, MachineKinds kinds)
    {
        // As a file reader would decode it; bytes that are no UTF-8 are refused before this, so here they become
        // U+FFFD.
        var text = Encoding.UTF8.GetString(file);
        try
        {
            var experiment = ExperimentFile.Parse(text, Source, [], quick: number % 8 == 0, kinds);
            var written = ExperimentWriter.Write(experiment, kinds);
            var again = ExperimentWriter.Write(ExperimentFile.Parse(written, Source, [], quick: false, kinds), kinds);
            FuzzLoop.Require(again == written, $"written and read again it differs:\n{written}\n{again}");
            return true;
        }
        catch (ExperimentException e)
        {
            FuzzLoop.Require(
                e.Problems.Count > 0 && e.Problems.All(problem =>
                    problem.Where is { Source: Source, Line: > 0, Column: > 0 } && problem.Message.Length > 0
                        && !problem.Message.Any(char.IsControl)),
                $"a refusal without a place or in more than one line: {e.Message}");
            return false;
        }
    }
}

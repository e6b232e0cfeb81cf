using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Sweeps;

/// <summary>An experiment that trains in milliseconds.</summary>
internal static class Small
{
    public const string Yaml = """
        name: small
        machine: { kind: ring, sites: 8, duration: 1, steps: 10, inputSites: [0, 3], outputSites: [2, 5] }
        data: { set: pattern, inputs: [[1, -0.5], [0.5, 0.25]], targets: [[0.5, 0], [0, -0.5]] }
        training: { estimator: echo, optimiser: { kind: adam, rate: 0.02 }, steps: 20, evaluateEvery: 2 }

        """;

    public static Experiment Ring(string more) =>
        ExperimentFile.Parse(Yaml + more, "small.yaml", [], quick: false, MachineFactory.Kinds);
}

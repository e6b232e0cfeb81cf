using Loschmidt.Experiments;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

/// <summary>The key learning, and the machines that it does not suit.</summary>
public sealed class MatterRefusalTests
{
    private const string Yaml = """
        name: matter
        machine: { MACHINE }
        learning: { held: false, mexicanHat: { drive: 0.1, kerr: 1 } }
        data: { set: xor }
        training: { estimator: self-learning, precision: double, decay: { rate: 0.5, time: 2 }, steps: 10 }
        """;

    private const string Graph = "kind: random-graph, sites: 8, bonds: 12, duration: 2, steps: 40";

    /// <summary>Moving matter kicks in floating point. Mutation: a machine is asked before its matter is known.</summary>
    [Fact]
    public void In_fixed_point_only_held_matter_comes_home_to_the_last_bit()
    {
        var bits = Yaml.Replace("MACHINE", Graph).Replace("precision: double", "precision: fixed-point");

        Should.Throw<InputException>(() => Build(bits)).Message.ShouldContain("the matter's motion is in floating point");
        Build(bits.Replace("held: false", "held: true"));
        Build(bits.Replace("fixed-point", "double"));
    }

    /// <summary>Mutation: one cure for all machines.</summary>
    [Theory]
    [InlineData(Graph + ", lanes: 4", "set machine.lanes: 1, or hold it")]
    [InlineData("kind: duffing-ring, inverseMass: 0", "only held matter suits it")]
    [InlineData("kind: duffing-ring", "cannot be of other matter too; set machine.inverseMass: 0")]
    [InlineData("kind: spins", "set machine.frozen: true")]
    public void A_refusal_names_the_key_that_cures_it(string machine, string cure) =>
        Should.Throw<InputException>(() => Build(Yaml.Replace("MACHINE", machine))).Message.ShouldContain(cure);

    [Theory]
    [InlineData("", "learning names no kind of matter; it takes one of freeParticle, doubleWell")]
    [InlineData(", doubleWell: { barrier: 1, inverseMass: 1 }, freeParticle: { }", "learning names 2 kinds of matter")]
    public void Matter_is_of_one_kind(string kinds, string problem) =>
        Should.Throw<ExperimentException>(() => Build(Yaml.Replace("MACHINE", Graph).Replace(", mexicanHat: { drive: 0.1, kerr: 1 }", kinds)))
            .Message.ShouldContain(problem);

    private static void Build(string yaml) => MachineFactory.Build(ExperimentFile.Parse(yaml, "matter.yaml", [], quick: false, MachineFactory.Kinds));
}

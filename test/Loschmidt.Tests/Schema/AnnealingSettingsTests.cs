using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Schema;

/// <summary>The key training.annealing, and what it refuses.</summary>
public sealed class AnnealingSettingsTests
{
    private const string Yaml = """
        name: cooled
        machine: { kind: ising, spins: 3 }
        learning: { doubleWell: { barrier: 1, inverseMass: 1 } }
        data: { set: ising }
        training:
          estimator: self-learning
          decay: { rate: 0.5, time: 2 }
          annealing: { from: 0.5, to: 0.1 }
          steps: 100
        """;

    /// <summary>Mutation: 'over' counts from the end.</summary>
    [Fact]
    public void It_ends_where_told_after_as_many_steps()
    {
        var cooling = AnnealingSettings.Of(Parse(Yaml).Training)!;
        cooling.At(0).ShouldBe(0.5);
        cooling.At(100).ShouldBe(0.1, 1e-12);
        var early = AnnealingSettings.Of(Parse(Yaml.Replace("to: 0.1", "to: 0.1, over: 10")).Training)!;
        early.At(10).ShouldBe(0.1, 1e-12);
        early.At(99).ShouldBe(early.At(10));
        var byFactor = AnnealingSettings.Of(Parse(Yaml.Replace("{ from: 0.5, to: 0.1 }", "{ factor: 0.9 }").Replace("time: 2", "time: 2, temperature: 3")).Training)!;
        byFactor.At(2).ShouldBe(3 * 0.81, 1e-12);
        AnnealingSettings.Of(Parse(Yaml.Replace("annealing: { from: 0.5, to: 0.1 }", "batch: 1")).Training).ShouldBeNull();
    }

    [Theory]
    [InlineData("to: 0.1", "to: 0.1, factor: 0.9", "needs either 'to'")]
    [InlineData("from: 0.5, to: 0.1", "from: 0.5", "needs either 'to'")]
    [InlineData("from: 0.5, to", "to", "needs a temperature to begin with")]
    [InlineData("time: 2", "time: 2, temperature: 1", "say the same in two ways")]
    [InlineData("time: 2", "time: complete", "needs a finite decay.time")]
    [InlineData("steps: 100", "epochs: 100", "needs to know when")]
    [InlineData("estimator: self-learning", "estimator: echo", "cools the bath of a self-learning machine")]
    public void It_says_what_does_not_fit(string part, string other, string problem) =>
        Should.Throw<ExperimentException>(() => Parse(Yaml.Replace(part, other))).Message.ShouldContain(problem);

    private static Experiment Parse(string yaml) => ExperimentFile.Parse(yaml, "cooled.yaml", [], quick: false, MachineFactory.Kinds);
}

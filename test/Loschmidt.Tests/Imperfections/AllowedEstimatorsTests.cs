using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Imperfections;

/// <summary>What a machine with errors points to when it refuses.</summary>
public sealed class AllowedEstimatorsTests
{
    private static readonly string[] Named =
        ["echo", "one-sided", "reciprocity", "parameter-shift", "central-differences", "spsa", "physics-aware", "in-silico"];

    /// <summary>Mutations: a fixed list; one that asks the machine inside where the device or its model has to do it.</summary>
    [Theory]
    [InlineData("xor", "tangent")]
    [InlineData("ring", "tangent")]
    [InlineData("digits-photonic", "tangent")]
    [InlineData("digits-scattering", "adjoint")]
    [InlineData("digits-oscillators", "equilibrium")]
    [InlineData("digits-resistors", "equilibrium")]
    [InlineData("digits-softmax", "reverse-sweep")]
    public void A_refusal_names_all_of_the_usual_estimators_that_this_very_machine_allows_and_no_others(string preset, string refused)
    {
        var machine = MachineFactory.Build(
            ExperimentFile.Load(preset, [Setting.Parse("imperfections.parameters.spread=0.01")], quick: false, MachineFactory.Kinds));
        Supports(refused, out var reason).ShouldBeFalse();
        var pointed = reason[(reason.LastIndexOf("or use ", StringComparison.Ordinal) + 7)..].Split([", ", " or "], StringSplitOptions.None);
        pointed.ShouldBe(Named.Where(name => Supports(name, out _)));

        bool Supports(string name, out string why) => EstimatorRegistry.Find(name).At(machine, null).Supports(machine, out why);
    }
}

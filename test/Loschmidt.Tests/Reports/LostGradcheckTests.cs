using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Tests.Reports;

/// <summary>What a comparison of gradients says where there is nothing to be compared.</summary>
public sealed class LostGradcheckTests : IDisposable
{
    private const string Yaml = """
        name: lost
        machine:
          kind: hssm
          channels: 1
          hidden: 16
          blocks: 2
          unit: { kind: nonlinear, oscillators: 16, stepMap: fixed, step: 2 }
          head: { kind: forecast }
        data: { set: sines, steps: 10000, window: 1500, shares: [1, 0, 0], normalise: per-channel }
        training: { estimator: paired, batch: 2, steps: 2, optimiser: { kind: sgd, rate: 0.01 } }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("loschmidt-lost-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Mutations: the reference is taken as it comes; the echo's own error is not asked for.</summary>
    [Fact]
    public void A_reference_that_exploded_and_an_echo_that_is_lost_are_said()
    {
        var report = Run();
        report.Notes.Count.ShouldBe(2);
        report.Notes[0].ShouldStartWith("the reference itself means nothing here");
        report.Notes[0].ShouldContain("lower machine.unit.step");
        report.Notes[1].ShouldStartWith("paired: the echo is lost here");
    }

    /// <summary>Mutation: a table of what is no number.</summary>
    [Fact]
    public void Where_the_cost_is_no_number_the_machine_says_where_it_was_lost() =>
        Should.Throw<NonFiniteException>(() => GradcheckCommand.Run(
            new GradcheckRequest("own-formula", true, ["machine.site=EJ*(1-cos(q)) + EL*(q - 50)^1.5"], null, null, 1, ["tangent", "echo"], null),
            new Progress<string>(), CancellationToken.None)).Message.ShouldContain("'^' at character");

    [Fact]
    public void Where_all_is_well_nothing_is_said() =>
        Run("machine.unit.step=0.1", "data.window=100").Notes.ShouldBeEmpty();

    /// <summary>The mutation: the default of the option overrides what --set said.</summary>
    [Theory]
    [InlineData(null, null, "double")]
    [InlineData("float", null, "float")]
    [InlineData("float", "double", "double")]
    public void The_precision_is_that_of_the_option_or_of_the_setting_and_else_double(string? set, string? option, string used) =>
        Run(option, ["machine.unit.step=0.1", "data.window=100", .. set is null ? Array.Empty<string>() : [$"training.precision={set}"]])
            .Precision.ShouldBe(used);

    private GradcheckReport Run(params string[] sets) => Run(null, sets);

    private GradcheckReport Run(string? precision, string[] sets)
    {
        var file = Path.Combine(_root, "lost.yaml");
        File.WriteAllText(file, Yaml);
        return GradcheckCommand.Run(
            new GradcheckRequest(file, false, sets, null, precision, 1, ["paired"], null), new Progress<string>(), CancellationToken.None);
    }
}

using Loschmidt.Cli;

namespace Loschmidt.Tests.Cli;

/// <summary>What compare is asked and what it prints.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class CompareVerbTests
{
    private readonly CommandLineFixture _given = new();

    [Fact]
    public void Options_reach_the_request()
    {
        _given.Run("compare", "xor", "--quick", "--estimators", "echo, spsa", "--seeds", "2", "--steps", "50", "--budget", "1e5", "--output", "there").ShouldBe(0);
        var request = _given.Compare!;
        (request.Source, request.Quick, request.Seeds, request.Steps, request.Budget, request.Output).ShouldBe(("xor", true, 2, 50, 1e5, "there"));
        request.Estimators.ShouldBe(["echo", "spsa"]);
        _given.Run("compare", "xor").ShouldBe(0);
        _given.Compare!.Estimators.ShouldBeEmpty();
        (_given.Compare.Seeds, _given.Compare.Steps, _given.Compare.Budget).ShouldBe((null, null, null));
    }

    [Fact]
    public void People_read_a_table_and_why_something_is_missing()
    {
        _given.Run("compare", "xor").ShouldBe(0);
        _given.Out.ShouldContain("xor: wave, 1400 parameters, 100 steps of 1, judged by 4 training samples, 1 seed");
        _given.Out.ShouldContain("softmax");
        _given.Out.ShouldContain("central-differences was not tried: one step would need 5600 passes");
        _given.Out.ShouldContain("not for this machine: adjoint");
    }

    [Fact]
    public void A_budget_that_buys_no_pass_is_a_slip_of_the_pen()
    {
        _given.Run("compare", "xor", "--budget", "0").ShouldBe(2);
        _given.Error.ShouldContain("--budget expects a number from 1, not '0'");
    }

    /// <summary>Mutation: no pass at all is told as a number of them.</summary>
    [Fact]
    public void What_never_asks_the_device_has_no_passes_to_the_baseline()
    {
        var first = _given.Compared.Estimators[0];
        _given.Compared = _given.Compared with { Estimators = [first with { Estimator = "in-silico", PassesPerGradient = 0, PassesToBaseline = 0 }] };
        _given.Run("compare", "xor").ShouldBe(0);
        _given.Out.Split('\n').Single(line => line.TrimStart().StartsWith("in-silico", StringComparison.Ordinal)).TrimEnd().ShouldEndWith("–");
    }

    /// <summary>Mutation: an exit code of success for what is not finished.</summary>
    [Fact]
    public void What_was_interrupted_says_so_and_is_printed()
    {
        _given.Compared = _given.Compared with { Interrupted = true };
        _given.Run("compare", "xor", "--json").ShouldBe(ExitCode.Interrupted);
        _given.Document.GetProperty("interrupted").GetBoolean().ShouldBeTrue();
        _given.Document.GetProperty("estimators")[0].GetProperty("passesToBaseline").GetDouble().ShouldBe(300);
        _given.Error.ShouldContain("what was trained until then is in /compared/xor");
    }
}

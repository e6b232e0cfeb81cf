using System.Text.Json;
using Loschmidt.Cli;
using Loschmidt.Experiments.Reports;

namespace Loschmidt.Tests.Cli;

/// <summary>What gradcheck prints, and which gradients it lets pass.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class GradcheckVerbTests
{
    private readonly CommandLineFixture _given = new();

    [Fact]
    public void Gradcheck_prints_the_documented_names_and_leaves_out_an_epsilon_that_is_not()
    {
        _given.Run("gradcheck", "xor", "--estimators", "echo, tangent", "--json").ShouldBe(0);

        _given.Gradcheck!.Estimators.ShouldBe(["echo", "tangent"]);
        var report = _given.Document;
        report.EnumerateObject().Select(p => p.Name).ShouldBe([
            "preset", "precision", "reference", "rows", "slopes", "refused", "notes", "taylor", "timeSteps", "precisions", "noise", "recommendations",
        ]);
        var rows = report.GetProperty("rows");
        rows[1].EnumerateObject().Select(p => p.Name).ShouldBe(
            ["estimator", "cosine", "normRatio", "relativeError", "passes", "seconds", "peakBytes", "epsilon", "tensors"]);
        rows[0].TryGetProperty("epsilon", out _).ShouldBeFalse();
        rows[1].GetProperty("tensors")[0].EnumerateObject().Select(p => p.Name).ShouldBe(
            ["name", "cosine", "normRatio", "relativeError"]);
        report.GetProperty("slopes")[0].GetProperty("slope").GetDouble().ShouldBe(2.01);
        report.GetProperty("refused")[0].GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void All_estimators_is_the_same_as_naming_none()
    {
        _given.Run("gradcheck", "xor", "--estimators", "all").ShouldBe(0);
        _given.Gradcheck!.Estimators.ShouldBeEmpty();
        _given.Out.ShouldContain("not for this machine: complex-step (say --estimators complex-step for the reason)");
        _given.Out.ShouldNotContain("real planes");
    }

    [Fact]
    public void Whoever_names_an_estimator_is_told_why_it_does_not_apply()
    {
        _given.Run("gradcheck", "xor", "--estimators", "echo,complex-step").ShouldBe(0);
        _given.Out.ShouldContain("complex-step does not apply: the machine keeps its state in real planes");
    }

    [Fact]
    public void Repeats_and_the_page_reach_the_command()
    {
        _given.Run("gradcheck", "xor", "--repeats", "5", "--html", "page.html").ShouldBe(0);
        (_given.Gradcheck!.Repeats, _given.Gradcheck.Html).ShouldBe((5, "page.html"));
        _given.Run("gradcheck", "xor", "--repeats", "1").ShouldBe(2);
    }

    /// <summary>Mutation: only the number is printed, and nobody reads what is wrong.</summary>
    [Fact]
    public void A_wrong_gradient_is_called_so_with_its_worst_tensors()
    {
        var report = CommandLineFixture.Report();
        _given.Services = _given.Services with
        {
            Gradcheck = (_, _, _) => report with
            {
                Rows = [report.Rows[0], report.Rows[1] with { Diagnosis = new GradcheckDiagnosis("opposite-sign", "opposite sign", null, -1) }],
            },
        };

        _given.Run("gradcheck", "xor").ShouldBe(0);
        _given.Out.ShouldContain("echo disagrees: opposite sign");
        _given.Out.ShouldContain("echo wave/theta: cosine 0.9999");
        _given.Out.ShouldNotContain("reverse-sweep wave/theta");
    }

    [Fact]
    public void The_tensors_of_rows_that_agree_are_listed_on_demand()
    {
        _given.Run("gradcheck", "xor", "--tensors").ShouldBe(0);
        _given.Out.ShouldContain("reverse-sweep wave/theta: cosine 1");
    }

    [Theory]
    [InlineData("0.999", 0)]
    [InlineData("0.99999", 1)]
    public void Gradcheck_fails_below_the_floor_it_was_given(string floor, int code)
    {
        _given.Run("gradcheck", "xor", "--fail-below", floor, "--json").ShouldBe(code);
        _given.Document.ValueKind.ShouldBe(JsonValueKind.Object);
        _given.Error.Contains("echo is 0.9999").ShouldBe(code == 1);
    }

    /// <summary>Mutation: the floor in four digits, which reads 1.</summary>
    [Fact]
    public void The_floor_and_the_cosine_are_told_in_all_their_digits()
    {
        var report = CommandLineFixture.Report();
        _given.Services = _given.Services with
        {
            Gradcheck = (_, _, _) => report with { Rows = [report.Rows[1] with { Cosine = 0.9999989999 }] },
        };

        _given.Run("gradcheck", "xor", "--fail-below", "0.999999").ShouldBe(1);
        _given.Error.ShouldContain("the cosine of echo is 0.9999989999, below 0.999999");
    }

    [Fact]
    public void A_floor_that_no_cosine_reaches_is_refused()
    {
        _given.Run("gradcheck", "xor", "--fail-below", "1.5").ShouldBe(2);
        _given.Error.ShouldContain("--fail-below expects a number up to 1, not '1.5'");
    }

    /// <summary>Mutation: every row is judged.</summary>
    [Theory]
    [InlineData("all", 0)]
    [InlineData("echo", 1)]
    public void Estimators_that_differ_by_design_are_judged_only_where_they_are_named(string names, int code)
    {
        var report = CommandLineFixture.Report();
        _given.Services = _given.Services with
        {
            Gradcheck = (_, _, _) => report with { Rows = [report.Rows[0], report.Rows[1] with { Cosine = 0.017, ByDesign = true }] },
        };

        _given.Run("gradcheck", "xor", "--fail-below", "0.9", "--estimators", names, "--json").ShouldBe(code);
    }

    /// <summary>Mutation: no number is the largest of all.</summary>
    [Fact]
    public void Tensors_without_a_gradient_are_not_among_the_worst()
    {
        var report = CommandLineFixture.Report();
        var tensor = report.Rows[1].Tensors[0];
        _given.Services = _given.Services with
        {
            Gradcheck = (_, _, _) => report with
            {
                Rows = [report.Rows[1] with { Tensors = [tensor, new GradcheckTensor("wave/idle", double.NaN, double.NaN, double.NaN)] }],
            },
        };

        _given.Run("gradcheck", "xor", "--tensors").ShouldBe(0);
        _given.Out.ShouldContain("echo wave/theta");
        _given.Out.ShouldNotContain("wave/idle");
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_below_every_floor()
    {
        var report = CommandLineFixture.Report();
        _given.Services = _given.Services with
        {
            Gradcheck = (_, _, _) => report with { Rows = [report.Rows[0] with { Cosine = double.NaN }] },
        };

        _given.Run("gradcheck", "xor", "--fail-below", "-1", "--json").ShouldBe(1);
        _given.Document.GetProperty("rows")[0].GetProperty("cosine").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <summary>Mutation: an empty table and the exit code of success.</summary>
    [Fact]
    public void A_comparison_with_nothing_to_compare_is_bad_input()
    {
        var folder = Directory.CreateTempSubdirectory("gradcheck");
        try
        {
            var file = Path.Combine(folder.FullName, "small.yaml");
            File.WriteAllText(file, """
                name: small
                machine: { kind: scattering, inputs: 2, hidden: [2], outputs: 2 }
                data: { set: xor }
                training: { estimator: adjoint, optimiser: { kind: sgd, rate: 0.1 }, steps: 1 }

                """);
            _given.Services = Wiring.Services;
            _given.Run("gradcheck", file, "--estimators", "echo").ShouldBe(2);
            _given.Error.ShouldContain("no estimator that was asked for applies: echo: a scattering machine cannot be reversed");
            _given.Out.ShouldBeEmpty();
            _given.Run("gradcheck", file, "--estimators", "echo,reciprocity").ShouldBe(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

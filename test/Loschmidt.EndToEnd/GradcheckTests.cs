using System.Globalization;
using System.Text.Json;
using Loschmidt.Cli;
using Loschmidt.Cli.Terminals;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>Every gradient against the reverse sweep, as the command line reports it.</summary>
public sealed class GradcheckTests
{
    [Fact]
    public void All_gradients_of_the_wave_agree() =>
        ShouldAgree(Launcher.Loschmidt("gradcheck", "xor", "--json").ShouldSucceed().Document, differences: true);

    [Fact]
    public void In_single_precision_the_tangent_stays_within_its_rounding()
    {
        var report = Launcher.Loschmidt("gradcheck", "xor", "--json", "--precision", "float", "--estimators", "tangent")
            .ShouldSucceed().Document;
        report.GetProperty("precision").GetString().ShouldBe("float");

        // Against the reverse sweep in double: a zero would mean that nothing ran in float.
        Error(report, "tangent").ShouldBeInRange(1e-9, 3e-4);
    }

    [Fact]
    public void All_gradients_of_the_photonic_network_agree()
    {
        Workplace.NeedMnist();
        ShouldAgree(
            Launcher.Loschmidt("gradcheck", "mnist-photonic", "--set", "machine.masks=4", "--json")
                .ShouldSucceed().Document,
            differences: true);
    }

    /// <summary>In one process: whatever the Hamiltonian, the same code gives the gradient.</summary>
    [Theory, MemberData(nameof(TwentySeeds))]
    public void Gradients_agree_for_any_time_reversible_hamiltonian(int seed) => ShouldAgree("random-graph", seed);

    /// <summary>Driven by the samples and judged after every step, under a splitting with steps backwards.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradients_agree_for_a_driven_hamiltonian_judged_at_every_time(int seed) => ShouldAgree("driven-graph", seed);

    private static void ShouldAgree(string preset, int seed)
    {
        const string Estimators = "reverse-sweep,tangent,echo,one-sided";
        var terminal = new Terminal { Out = new StringWriter(CultureInfo.InvariantCulture), Error = TextWriter.Null };
        CommandLine.Run(
            ["gradcheck", preset, "--seed", $"{seed}", "--json", "--estimators", Estimators],
            new Context(terminal, Wiring.Services, CancellationToken.None)).ShouldBe(0);
        ShouldAgree(JsonDocument.Parse(terminal.Out.ToString()!).RootElement, differences: false);
    }

    [Fact]
    public void A_floor_that_is_not_reached_fails_the_command()
    {
        // A literal echo in single precision cannot have a cosine of one, a tangent in double has one to rounding.
        Launcher.Loschmidt("gradcheck", "random-graph", "--estimators", "tangent", "--fail-below", "0.999999")
            .ShouldSucceed();
        var outcome = Launcher.Loschmidt(
            "gradcheck", "random-graph", "--precision", "float", "--estimators", "one-sided", "--fail-below", "1");
        outcome.ExitCode.ShouldBe(1);
        outcome.Complaints.ShouldHaveSingleItem().ShouldContain("cosine of one-sided");
    }

    public static TheoryData<int> TwentySeeds => [.. Enumerable.Range(1, 20)];

    private static void ShouldAgree(JsonElement report, bool differences)
    {
        report.GetProperty("reference").GetString().ShouldBe("reverse-sweep");
        report.GetProperty("precision").GetString().ShouldBe("double");
        Error(report, "tangent").ShouldBeLessThanOrEqualTo(1e-9);
        Error(report, "echo").ShouldBeLessThanOrEqualTo(1e-6);
        Slope(report, "echo").ShouldBe(2, 0.1);
        Slope(report, "one-sided").ShouldBe(1, 0.1);
        if (differences)
        {
            Error(report, "central-differences").ShouldBeLessThanOrEqualTo(1e-5);
        }
    }

    private static double Error(JsonElement report, string estimator) =>
        Named(report, "rows", estimator).GetProperty("relativeError").GetDouble();

    private static double Slope(JsonElement report, string estimator) =>
        Named(report, "slopes", estimator).GetProperty("slope").GetDouble();

    private static JsonElement Named(JsonElement report, string list, string estimator) =>
        report.GetProperty(list).EnumerateArray().Single(row => row.GetProperty("estimator").GetString() == estimator);
}

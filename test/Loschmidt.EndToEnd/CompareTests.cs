using System.Text.Json;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>One task learned with every gradient, as the command line does it.</summary>
public sealed class CompareTests(Workplace place) : IClassFixture<Workplace>
{
    private const string Estimators = "adjoint,reciprocity,spsa,central-differences,echo";

    /// <summary>
    /// Exact gradients learn the same; they differ in passes. Mutations: θ of the last training to begin the next with; passes of judgements counted; passes
    /// of a step not times its samples; what is too dear tried nevertheless.
    /// </summary>
    [Fact]
    public void Exact_gradients_learn_the_same_and_differ_in_what_they_cost()
    {
        var folder = Path.Combine(place.Root, "compared");
        var outcome = Launcher.Loschmidt(
            "compare", "moons-scattering", "--steps", "30", "--seeds", "2", "--estimators", Estimators, "--budget", "1500", "--output", folder, "--json");
        var report = outcome.ShouldSucceed().Document;
        report.GetProperty("judgedBy").GetString().ShouldBe("validation");
        report.GetProperty("interrupted").GetBoolean().ShouldBeFalse();
        string[] names = [.. report.GetProperty("estimators").EnumerateArray().Select(one => one.GetProperty("estimator").GetString()!)];
        names.ShouldBe(["adjoint", "reciprocity", "spsa"]);
        var (adjoint, measured) = (Courses(report, 0), Courses(report, 1));
        adjoint.Length.ShouldBe(2);
        for (var seed = 0; seed < 2; seed++)
        {
            adjoint[seed][^1].GetProperty("cost").GetDouble().ShouldBe(measured[seed][^1].GetProperty("cost").GetDouble(), 1e-8);
            adjoint[seed][0].GetProperty("cost").GetDouble().ShouldBe(measured[seed][0].GetProperty("cost").GetDouble());
            adjoint[seed][^1].GetProperty("passes").GetDouble().ShouldBe(2 * 4 * 30);
            adjoint[seed][^1].GetProperty("cost").GetDouble().ShouldBeLessThan(adjoint[seed][0].GetProperty("cost").GetDouble());
        }

        var skipped = report.GetProperty("skipped").EnumerateArray().ToDictionary(one => one.GetProperty("estimator").GetString()!, one => one);
        skipped["central-differences"].GetProperty("reason").GetString()!.ShouldContain("1992 passes, more than the budget of 1500");
        skipped["central-differences"].GetProperty("possible").GetBoolean().ShouldBeTrue();
        skipped["echo"].GetProperty("reason").GetString()!.ShouldContain("cannot be reversed");
        report.GetProperty("baselines").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldBe(["reservoir", "softmax"]);
        File.ReadLines(Path.Combine(folder, "courses.csv")).Count().ShouldBe(1 + (3 * 2 * adjoint[0].Length));
        File.ReadAllText(Path.Combine(folder, "compare.svg")).ShouldContain("passes through the machine");
        File.ReadAllText(Path.Combine(folder, "table.md")).ShouldContain("| adjoint | 2 | 240 |");
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_in_one_line()
    {
        Refused("ecko").ShouldContain("no estimator has this name");
        Refused("echo").ShouldContain("no estimator that was asked for applies");
    }

    private string Refused(string estimator)
    {
        var outcome = Launcher.Loschmidt(
            "compare", "moons-scattering", "--estimators", estimator, "--output", Path.Combine(place.Root, "refused"));
        outcome.ExitCode.ShouldBe(2);
        Directory.Exists(Path.Combine(place.Root, "refused")).ShouldBeFalse("nothing was compared");
        return outcome.Complaints.ShouldHaveSingleItem();
    }

    private static JsonElement[][] Courses(JsonElement report, int estimator) =>
    [
        .. report.GetProperty("estimators")[estimator].GetProperty("courses").EnumerateArray()
            .Select(course => course.GetProperty("points").EnumerateArray().ToArray()),
    ];
}

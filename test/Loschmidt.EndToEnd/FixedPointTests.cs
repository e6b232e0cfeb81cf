using Loschmidt.EndToEnd.Support;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.EndToEnd;

/// <summary>The bit-exact mode, from the command line.</summary>
public sealed class FixedPointTests(Workplace place) : IClassFixture<Workplace>
{
    [Fact]
    public void A_ring_of_integers_comes_home_with_zero_difference_after_fifty_thousand_steps()
    {
        double EchoError(string precision) => Launcher.Loschmidt(
            "simulate", "ring", "--precision", precision, "--set", "machine.steps=50000", "--set", "machine.duration=2500",
            "--json", "--runs", place.Runs).ShouldSucceed().Document.GetProperty("echoError").GetDouble();

        EchoError("fixed-point").ShouldBe(0);

        // The mutation: the same journey in floating point.
        EchoError("double").ShouldBeGreaterThan(1e-9);
    }

    [Fact]
    public void A_ring_of_integers_learns()
    {
        var result = Launcher.Loschmidt("train", "ring", "--precision", "fixed-point", "--json", "--runs", place.Runs)
            .ShouldSucceed().Document;
        var start = RunFolder.Open(RunFiles.Folder(result)).ReadMetrics()[0]["cost"];
        result.GetProperty("metrics").GetProperty("cost").GetDouble().ShouldBeLessThan(0.05 * start);
    }

    [Fact]
    public void A_wave_in_integers_is_refused_with_the_reason()
    {
        var runs = Path.Combine(place.Root, "refused");
        var outcome = Launcher.Loschmidt("train", "xor", "--precision", "fixed-point", "--runs", runs);
        outcome.ExitCode.ShouldBe(2);
        var complaint = outcome.Complaints.ShouldHaveSingleItem();
        complaint.ShouldContain("an angle read from a rounded state is not undone");
        complaint.ShouldContain("precision: double"); // the cure
        Directory.Exists(runs).ShouldBeFalse();
    }
}

using System.Diagnostics;
using System.Globalization;
using Loschmidt.EndToEnd.Support;

namespace Loschmidt.EndToEnd;

/// <summary>A table of somebody's becomes a forecast, as the guide says.</summary>
public sealed class SeriesTests(Workplace place) : IClassFixture<Workplace>
{
    private static readonly string Guide = Path.Combine(Checkout.Root, "docs", "guides", "series.md");

    [Fact]
    public void The_guide_learns_beats_the_last_value_and_goes_on_beyond_the_end()
    {
        var (run, table) = Trained("guide");
        var metrics = Launcher.Loschmidt("evaluate", run, "--json", "--runs", place.Runs).ShouldSucceed().Document.GetProperty("metrics");
        // Measured is 0.91; half of that is what a machine that forgot its scale, or read targets for inputs, would never reach.
        metrics.GetProperty("validationSkill").GetDouble().ShouldBeGreaterThan(0.8);
        metrics.GetProperty("testSkill").GetDouble().ShouldBeGreaterThan(0.8);

        var lines = Lines(Launcher.Loschmidt("predict", run, table, "--forecast", "100", "--runs", place.Runs).ShouldSucceed().Out);
        lines.Length.ShouldBe(101);
        lines[1].ShouldStartWith("5000,");
        // The waves alone swing by 3.6 in the mean square; measured is 0.15.
        var error = Enumerable.Range(0, 100).Average(ahead => Math.Pow(Number(lines[1 + ahead]) - Level(5000 + ahead), 2));
        Math.Sqrt(error).ShouldBeLessThan(0.7);
    }

    [Fact]
    public async Task A_pipe_is_answered_step_by_step_and_a_line_at_fault_ends_it()
    {
        var (run, _) = Trained("pipe");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Checkout.CommandLine, "predict", run, "-", "--runs", place.Runs])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        for (var step = 0; step < 4; step++)
        {
            await process.StandardInput.WriteAsync(Level(step).ToString("F6", CultureInfo.InvariantCulture) + "\n");
            await process.StandardInput.FlushAsync(patience.Token);
            if (step == 0)
            {
                (await Heard()).ShouldBe("after,output0");
            }

            (await Heard()).ShouldNotBeNull().ShouldStartWith($"{step + 1},"); // before the next step is given
        }

        await process.StandardInput.WriteAsync("?\n1\n");
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(2);
        (await process.StandardOutput.ReadToEndAsync(patience.Token)).ShouldBeEmpty();
        (await errors).ShouldContain("standard input:5:1: a missing number");

        // An answer that is known and not given ends in the patience.
        async Task<string?> Heard() => await process.StandardOutput.ReadLineAsync(patience.Token);
    }

    // Red where the console's own writer is used, which passes over readers that have gone: it would hear "20" for ever.
    [Fact]
    public void A_reader_who_has_heard_enough_ends_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes of Windows tell nobody");
        var (run, _) = Trained("pipe");
        var outcome = Launcher.Start(
            "bash", "-c", $"yes 20 | timeout 60 dotnet '{Checkout.CommandLine}' predict '{run}' - --runs '{place.Runs}' | head -3; exit ${{PIPESTATUS[1]}}");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        Lines(outcome.Out).Length.ShouldBe(3);
    }

    private (string Run, string Table) Trained(string folder)
    {
        var noise = new Loschmidt.Numerics.Random.RandomStream(1, "level");
        var table = place.Write($"{folder}/level.csv", "level\n" + string.Concat(Enumerable.Range(0, 5000).Select(n =>
            (Level(n) + (0.5 * (noise.Uniform((uint)n) - 0.5))).ToString("F6", CultureInfo.InvariantCulture) + "\n")));
        var guide = File.ReadAllText(Guide);
        var yaml = guide[guide.IndexOf("name: level", StringComparison.Ordinal)..].Split("```")[0];
        var result = Launcher.Loschmidt(
            "train", place.Write($"{folder}/level.yaml", yaml), "--json", "--runs", place.Runs,
            "--set", folder == "pipe" ? "training.steps=20" : "training.steps=3000").ShouldSucceed().Document;
        return (result.GetProperty("run").GetString()!, table);
    }

    private static double Level(int n) => 20 + (3 * Math.Sin(6.2832 * n / 50)) + (2 * Math.Sin((6.2832 * n / 17) + 1));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string line) => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture);
}

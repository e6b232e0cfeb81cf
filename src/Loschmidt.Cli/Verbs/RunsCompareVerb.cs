using System.CommandLine;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs compare</c>: what was set differently, and what came of it.</summary>
internal static class RunsCompareVerb
{
    public static Command Create(Context context)
    {
        var runs = RunsVerb.Runs();
        var figure = new Option<string?>("--figure")
        {
            Description = "Draw the courses of one metric over each other; the ending says as what.",
            HelpName = "FILE.svg|FILE.png",
        };
        var metric = new Option<string>("--metric")
        {
            Description = "The metric that is drawn.",
            HelpName = "NAME",
            DefaultValueFactory = static _ => "cost",
        };
        var command = new Command("compare", "Compare runs: settings that differ, and metrics side by side.") { runs, figure, metric };
        command.Validators.Add(result =>
        {
            if (result.GetResult(runs) is { Tokens.Count: 1 })
                result.AddError(
                    "one run alone has nothing to be compared with; name two or more ('loschmidt runs list' shows them)");
            if (result.GetValue(figure) is { } path && Path.GetExtension(path).ToLowerInvariant() is not (".svg" or ".png"))
                result.AddError($"--figure expects a file that ends in .svg or .png, not '{path}'");
        });
        command.SetAction(parse =>
        {
            var root = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs));
            RunFolder[] folders = [.. parse.GetRequiredValue(runs).Select(name => RunFolder.Open(name, root))];
            var comparison = RunComparison.Of(folders);
            var path = parse.GetValue(figure);
            if (path is not null)
                Draw(folders, parse.GetRequiredValue(metric), path);
            context.Print(
                parse, new ComparisonReport(comparison.Runs, comparison.Settings, comparison.Metrics, path),
                writer => Describe(writer, comparison, path));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Draw(RunFolder[] folders, string metric, string path)
    {
        var chart = RunComparison.Chart(folders, metric);
        try
        {
            if (Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
                AtomicFile.Write(path, stream => stream.Write(chart.ToPng()));
            else
                AtomicFile.Write(path, chart.ToSvg());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the figure {path} cannot be written ({e.Message}); is its folder there, with room?");
        }
    }

    private static void Describe(TextWriter writer, RunComparison comparison, string? figure)
    {
        var table = new Columns(["", .. comparison.Runs.Select(RunsVerb.Printable)]);
        foreach (var setting in comparison.Settings)
        {
            table.Add([RunsVerb.Printable(setting.Key), .. setting.Values.Select(value => RunsVerb.Printable(value ?? "–"))]);
        }

        if (comparison.Settings.Count == 0)
            table.Add(["settings", .. comparison.Runs.Select(_ => "the same")]);
        foreach (var metric in comparison.Metrics)
        {
            table.Add(
            [
                RunsVerb.Printable(Units.Words(metric.Name)),
                .. metric.Values.Select((value, i) =>
                    (value is { } number ? Units.Metric(metric.Name, number) : "–")
                    + (metric.Better == i ? " *" : "")),
            ]);
        }

        table.WriteTo(writer);
        if (comparison.Metrics.Any(metric => metric.Better is not null))
            writer.WriteLine(comparison.Runs.Count > 2 ? "* the best value" : "* the better value");
        if (figure is not null)
            writer.WriteLine($"drawn in {figure}");
    }
}

/// <summary>What <c>runs compare --json</c> prints; the values of a row stand in the order of the runs.</summary>
internal sealed record ComparisonReport(
    IReadOnlyList<string> Runs, IReadOnlyList<ComparedSetting> Settings, IReadOnlyList<ComparedMetric> Metrics, string? Figure);

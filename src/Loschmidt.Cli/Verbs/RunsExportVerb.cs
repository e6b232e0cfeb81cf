using System.CommandLine;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs export</c>: metrics for other programs, or the whole folder in one file.</summary>
internal static class RunsExportVerb
{
    private const string Csv = "csv";
    private const string JsonFormat = "json";

    public static Command Create(Context context)
    {
        var run = RunsVerb.Run();
        var format = CommonOptions.Word(
            "--format", "csv|json", "Write csv or json (else as the output's ending says, else csv).", Csv, JsonFormat);
        var output = new Option<string?>("--output") { Description = "Write the metrics there (else to standard output).", HelpName = "FILE" };
        var archive = new Option<string?>("--archive") { Description = "Write all files of the run into one.", HelpName = "FILE.zip" };
        var command = new Command("export", "Write a run's metrics as CSV or JSON, or the whole run as a ZIP file.") { run, format, output, archive };
        command.Validators.Add(result =>
        {
            if (result.GetResult(archive) is not null && (result.GetResult(output) is not null || result.GetResult(format) is not null))
                result.AddError("--archive takes the whole run; --format and --output are for its metrics alone");
            else if (result.GetValue(archive) is { } zip && !zip.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                result.AddError($"--archive writes ZIP files and expects a name that ends in .zip, not '{zip}'");
            else if (result.GetValue(CommonOptions.Json) && result.GetValue(format) == Csv && result.GetResult(output) is null)
                result.AddError("--json prints a JSON document and no CSV; name a file by --output");
        });
        command.SetAction(parse =>
        {
            var folder = RunFolder.Open(parse.GetRequiredValue(run), context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs)));
            if (parse.GetValue(archive) is { } zip)
                Archive(context, parse, folder, zip);
            else
                Metrics(
                    context, parse, folder, parse.GetValue(format) ?? Ending(parse.GetValue(output)),
                    parse.GetValue(output));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Ending(string? output) =>
        Path.GetExtension(output)?.ToLowerInvariant() == ".json" ? JsonFormat : Csv;

    private static void Archive(Context context, ParseResult parse, RunFolder folder, string path)
    {
        var files = folder.Archive(path);
        context.Print(parse, new ExportReport(folder.Address, path, files.Count, null), writer =>
            writer.WriteLine($"{RunsVerb.Count(files.Count, "file")} in {path}"));
    }

    private static void Metrics(Context context, ParseResult parse, RunFolder folder, string? format, string? path)
    {
        var lines = folder.ReadMetrics();
        var document = new MetricsDocument(folder.Address, [.. lines.Select(Line)]);
        if (path is null)
        {
            if (format == JsonFormat || parse.GetValue(CommonOptions.Json))
                context.Terminal.Out.WriteLine(Json.Text(document));
            else
                context.Terminal.Out.Write(MetricsTable.ToCsv(lines));
            return;
        }

        try
        {
            AtomicFile.Write(path, format == JsonFormat ? Json.Text(document) + "\n" : MetricsTable.ToCsv(lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written ({e.Message}); is its folder there, with room?");
        }

        context.Print(parse, new ExportReport(folder.Address, path, null, lines.Count), writer =>
            writer.WriteLine($"{RunsVerb.Count(lines.Count, "line")} in {path}"));
    }

    private static Dictionary<string, double> Line(MetricsLine line)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["step"] = line.Step };
        foreach (var (name, value) in line.Values)
        {
            values[name] = value;
        }

        return values;
    }
}

/// <summary>Metrics as <c>runs export --format json</c> writes them: an object per line with its step.</summary>
internal sealed record MetricsDocument(string Run, IReadOnlyList<Dictionary<string, double>> Metrics);

/// <summary>What <c>runs export --json</c> prints when it wrote a file: how many files or lines are in it.</summary>
internal sealed record ExportReport(string Run, string File, int? Files, int? Lines);

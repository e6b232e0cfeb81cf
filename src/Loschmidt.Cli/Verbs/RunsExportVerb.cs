using System.CommandLine;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Exports;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs export</c>: a run for other programs, or the whole folder in one file.</summary>
internal static class RunsExportVerb
{
    private const string Mlflow = "mlflow";

    private static readonly string[] Words = [.. Enum.GetValues<ExportFormat>().Select(Exporter.Word), Mlflow];

    public static Command Create(Context context)
    {
        var run = RunsVerb.Run();
        var options = new Options();
        var command = new Command("export", "Write a run for other programs, or the whole run as a ZIP file.")
        {
            run, options.Format, options.Output, options.Figure, CommonOptions.Checkpoint, options.Sample, options.Moments, options.To, options.Archive,
        };
        command.Validators.Add(result =>
        {
            var (formats, output) = (result.GetValue(options.Format) ?? [], result.GetValue(options.Output));
            if (result.GetResult(options.Archive) is not null && (output is not null || formats.Length > 0))
                result.AddError("--archive takes the whole run; --format and --output are for its parts");
            else if (result.GetValue(options.Archive) is { } zip && !zip.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                result.AddError($"--archive writes ZIP files and expects a name that ends in .zip, not '{zip}'");
            else if (result.GetValue(CommonOptions.Json) && formats is ["csv"] && output is null)
                result.AddError("--json prints a JSON document and no CSV; name a file by --output");
            else if (result.GetValue(options.To) is not null && !formats.Contains(Mlflow))
                result.AddError("--to names an MLflow tracking server; say --format mlflow, too");
        });
        command.SetAction(parse =>
        {
            var folder = RunFolder.Open(parse.GetRequiredValue(run), context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs)));
            if (parse.GetValue(options.Archive) is { } zip)
                Archive(context, parse, folder, zip);
            else if (Printed(parse, options) is { } format)
                Print(context, folder, format);
            else
                Write(context, parse, folder, options);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Metrics alone go to standard output unless a place is named.</summary>
    private static ExportFormat? Printed(ParseResult parse, Options options) =>
        parse.GetValue(options.Output) is not null ? null : parse.GetValue(options.Format) switch
        {
            null or [] => parse.GetValue(CommonOptions.Json) ? ExportFormat.Json : ExportFormat.Csv,
            ["csv"] => ExportFormat.Csv,
            ["json"] => ExportFormat.Json,
            _ => null,
        };

    private static void Print(Context context, RunFolder folder, ExportFormat format)
    {
        using var text = new MemoryStream();
        Exporter.Write(folder, format, text);
        context.Terminal.Out.Write(System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    private static void Archive(Context context, ParseResult parse, RunFolder folder, string path)
    {
        var files = folder.Archive(path);
        context.Print(parse, new ExportReport(folder.Address, path, files.Count, null), writer =>
            writer.WriteLine($"{RunsVerb.Count(files.Count, "file")} in {path}"));
    }

    private static void Write(Context context, ParseResult parse, RunFolder folder, Options options)
    {
        var output = parse.GetValue(options.Output);
        var words = parse.GetValue(options.Format) is { Length: > 0 } asked ? asked : [Ending(output)];
        var choice = new ExportChoice
        {
            Checkpoint = parse.GetValue(CommonOptions.Checkpoint),
            Sample = parse.GetValue(options.Sample) ?? new ExportChoice().Sample,
            Moments = parse.GetValue(options.Moments) ?? new ExportChoice().Moments,
            Data = parse.GetValue(CommonOptions.Data),
        };
        var server = words.Contains(Mlflow) ? Server(parse.GetValue(options.To)) : null;
        var files = ExportCommand.Run(
            new ExportRequest(
                folder.FullPath, [.. words.Where(word => word != Mlflow).Select(Format)], parse.GetValue(options.Figure) ?? [], output, choice, null),
            context.Cancellation);
        var sent = server is null ? null : MlflowExport.Send(folder, server, new Told(context), context.Cancellation);
        var only = sent is null && files is [var one] ? one.File : null;
        var lines = files is [{ Format: "csv" or "json" }] ? folder.ReadMetrics().Count : (int?)null;
        context.Print(parse, new ExportReport(folder.Address, only, null, lines) { Exported = files, Mlflow = sent }, writer =>
        {
            if (lines is { } count)
                writer.WriteLine($"{RunsVerb.Count(count, "line")} in {files[0].File}");
            foreach (var file in lines is null ? files : [])
            {
                writer.WriteLine($"{file.File} ({Units.Bytes(file.Bytes)})");
            }

            if (sent is not null)
                writer.WriteLine($"{RunsVerb.Count(sent.Lines, "line")} sent: experiment {sent.Experiment} ({sent.ExperimentId}), run {sent.RunId}, {sent.Status}");
        });
    }

    private static ExportFormat Format(string word) => Enum.GetValues<ExportFormat>().First(format => Exporter.Word(format) == word);

    private static string Ending(string? output) =>
        Path.GetExtension(output)?.TrimStart('.').ToLowerInvariant() is { } ending && Words.Contains(ending) ? ending : "csv";

    private static MlflowServer Server(string? to)
    {
        var address = to ?? Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new MlflowServer(uri) { Token = Environment.GetEnvironmentVariable("MLFLOW_TRACKING_TOKEN") }
            : throw new UsageException(string.IsNullOrEmpty(address)
                ? "--format mlflow needs a tracking server: --to http://127.0.0.1:5000, or the variable MLFLOW_TRACKING_URI"
                : $"--to expects the address of an MLflow tracking server, such as http://127.0.0.1:5000, not '{address}'");
    }

    private sealed class Options
    {
        public Options() => Format.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(token => !Words.Contains(token.Value)))
            {
                result.AddError($"--format expects one of {string.Join(", ", Words)}, not '{token.Value}'");
            }
        });

        public Option<string[]> Format { get; } = new("--format")
        {
            Description = $"Write {string.Join(", ", Words[..^1])} or {Words[^1]}; may be repeated (else as the output's ending says, else csv).",
            HelpName = "FORMAT",
        };

        public Option<string?> Output { get; } = new("--output")
        {
            Description = "A file, or a folder for several (else csv and json go to standard output, other formats into the working folder).",
            HelpName = "FILE|DIR",
        };

        public Option<string[]> Figure { get; } = new("--figure")
        {
            Description = "Which figure, of svg and png: one in the run's figures/, or curve-METRIC; may be repeated (default: all in figures/).",
            HelpName = "NAME",
        };

        public Option<int?> Sample { get; } = CommonOptions.Whole("--sample", "N", "Which training sample is filmed, of gif and apng, from 0 (default 1).", 0);

        public Option<int?> Moments { get; } = CommonOptions.Whole("--frames", "N", "Moments each way, of gif and apng (default 41).", 2);

        public Option<string?> To { get; } = new("--to")
        {
            Description = "The MLflow tracking server (else MLFLOW_TRACKING_URI); MLFLOW_TRACKING_TOKEN is its bearer token.",
            HelpName = "http://HOST:PORT",
        };

        public Option<string?> Archive { get; } = new("--archive") { Description = "Write all files of the run into one.", HelpName = "FILE.zip" };
    }

    private sealed class Told(Context context) : IProgress<string>
    {
        public void Report(string value) => context.Terminal.Error.WriteLine(value);
    }
}

/// <summary>What <c>runs export --json</c> prints when it wrote or sent something: how many files or lines are in it.</summary>
internal sealed record ExportReport(string Run, string? File, int? Files, int? Lines)
{
    public IReadOnlyList<ExportedFile>? Exported { get; init; }

    public MlflowResult? Mlflow { get; init; }
}

using System.CommandLine;
using System.Globalization;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs show</c>: everything about one run, or the jobs of one sweep.</summary>
internal static class RunsShowVerb
{
    public static Command Create(Context context)
    {
        var run = RunsVerb.Run();
        var command = new Command("show", "Show a run's configuration, status, metrics, checkpoints and files; of a sweep its jobs.") { run };
        command.SetAction(parse =>
        {
            var root = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs));
            var name = parse.GetRequiredValue(run);
            if (SweepNamed(context, root, name) is { } sweep)
                ShowSweep(context, parse, sweep, root);
            else
                ShowRun(context, parse, RunFolder.Open(name, root), root);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The sweep of that name, or of that beginning where no run and no other sweep begins so.</summary>
    private static SweepSummary? SweepNamed(Context context, string root, string name)
    {
        // Most names are those of runs, and all other runs need not be looked at to find one.
        if (name == RunFolder.Latest || Directory.Exists(name)
            || (Directory.Exists(Path.Combine(root, name)) && !File.Exists(Path.Combine(root, name, "sweep.yaml"))))
            return null;
        var list = RunsVerb.Index(context, root).Refresh();
        var meant = list.Sweeps.Where(sweep => sweep.Name.StartsWith(name, StringComparison.Ordinal)).ToArray();
        return Array.Find(meant, sweep => sweep.Name == name)
            ?? (meant is [var only] && !list.Runs.Any(run => run.Sweep is null && run.Name.StartsWith(name, StringComparison.Ordinal)) ? only : null);
    }

    private static void ShowSweep(Context context, ParseResult parse, SweepSummary sweep, string root)
    {
        var report = new SweepReport(SweepEntry.Of(sweep, root), [.. sweep.Jobs.Select(job => RunEntry.Of(job, root))]);
        context.Print(parse, report, writer =>
        {
            writer.WriteLine($"{RunsVerb.Printable(sweep.Name)}: {report.Sweep.Status}, {report.Sweep.Finished} of {RunsVerb.Count(sweep.Planned, "job")} finished");
            var table = new Columns("job", "status", "steps", "time", "cost");
            foreach (var job in report.Jobs)
            {
                table.Add(
                    RunsVerb.Printable(job.Name), job.Status, job.Steps.ToString(CultureInfo.InvariantCulture),
                    job.Seconds is { } time ? Units.Duration(time) : "–",
                    job.Metrics.TryGetValue("cost", out var cost) ? Units.Number(cost) : "–");
            }

            table.WriteTo(writer, 2, 3, 4);
        });
    }

    private static void ShowRun(Context context, ParseResult parse, RunFolder folder, string root)
    {
        var summary = folder.Summarize(MachineFactory.Kinds);
        var report = new RunReport(
            RunEntry.Of(summary, root) with { Tags = folder.Tags }, folder.FullPath, folder.Owner, folder.Checkpoints.Steps(), folder.Files(), Configuration(folder));
        context.Print(parse, report, writer => Describe(writer, report));
    }

    private static string? Configuration(RunFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.ExperimentPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the run is shown as corrupt, with this reason
        }
    }

    private static void Describe(TextWriter writer, RunReport report)
    {
        var run = report.Run;
        writer.WriteLine(RunsVerb.Printable(run.Name));
        var facts = new Facts()
            .Add("status", run.Reason is null ? run.Status : $"{run.Status}: {run.Reason}");
        if (report.Owner is { } owner)
            facts.Add("process", $"{owner.Process} on {owner.Host}");
        if (run.Experiment is not null)
            facts.Add("experiment", $"{run.Experiment}, seed {run.Seed}, {run.Estimator}");
        if (run.Created is { } created)
            facts.Add("began", created.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        facts.Add("steps", run.Seconds is { } time ? $"{run.Steps} in {Units.Duration(time)}" : $"{run.Steps}");
        foreach (var (name, value) in run.Metrics)
        {
            facts.Add(RunsVerb.Printable(Units.Words(name)), Units.Measured(name, value));
        }

        if (run.Tags.Count > 0)
            facts.Add("tags", string.Join(", ", run.Tags));
        if (report.Checkpoints.Count > 0)
            facts.Add("checkpoints", string.Join(", ", report.Checkpoints));
        facts.AddAll("files", report.Files.Select(file => $"{RunsVerb.Printable(file.Path)} ({Units.Bytes(file.Bytes)})"));
        facts.Add("folder", RunsVerb.Printable(report.Folder)).WriteTo(writer);
        foreach (var line in report.Configuration?.TrimEnd().Split('\n') ?? [])
        {
            writer.WriteLine($"    {RunsVerb.Printable(line.TrimEnd('\r'))}");
        }
    }
}

/// <summary>What <c>runs show --json</c> prints of a run; configuration is the text of its experiment.yaml.</summary>
internal sealed record RunReport(
    RunEntry Run, string Folder, RunOwner? Owner, IReadOnlyList<long> Checkpoints, IReadOnlyList<RunFile> Files, string? Configuration);

/// <summary>What <c>runs show --json</c> prints of a sweep.</summary>
internal sealed record SweepReport(SweepEntry Sweep, IReadOnlyList<RunEntry> Jobs);

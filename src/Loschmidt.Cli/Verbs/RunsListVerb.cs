using System.CommandLine;
using System.Globalization;
using Loschmidt.Cli.Terminals;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Cli.Verbs;

/// <summary><c>loschmidt runs list</c>: all runs and sweeps, a line each.</summary>
internal static class RunsListVerb
{
    private const int UsualLimit = 30;

    private static readonly string[] Statuses = [.. Enum.GetValues<RunStatus>().Select(RunsVerb.Word)];

    // The accuracy shown is the one that says most: on samples never seen, if there is one.
    private static readonly string[] Accuracies = ["testAccuracy", "validationAccuracy", "accuracy"];

    public static Command Create(Context context)
    {
        var all = new Option<bool>("--all") { Description = $"Show all of them (else the first {UsualLimit}; with --json all)." };
        var limit = CommonOptions.Whole("--limit", "N", "Show the first N.", 1);
        var name = new Option<string?>("--name") { Description = "Only those whose name contains this.", HelpName = "X" };
        var status = CommonOptions.Word("--status", "S", $"Only those that are {string.Join(", ", Statuses)}.", Statuses);
        var tag = new Option<string[]>("--tag")
        {
            Description = "Only those with this tag; repeated, with all of them.", HelpName = "TAG", DefaultValueFactory = static _ => [],
        };
        var sort = new Option<string?>("--sort")
        {
            Description = "created (newest first), name, experiment, status, steps, seconds, or a metric, best first.",
            HelpName = "KEY",
        };
        var command = new Command("list", "List all runs; a sweep is one line.") { all, limit, name, status, tag, sort };
        command.Validators.Add(result =>
        {
            if (result.GetResult(all) is { Implicit: false } && result.GetResult(limit) is { Implicit: false })
                result.AddError("--all and --limit exclude each other; give one of them");
        });
        command.SetAction(parse =>
        {
            var root = context.Services.RunsFolder(parse.GetValue(CommonOptions.Runs));
            var list = RunsVerb.Index(context, root).Refresh();
            var entries = Sorted(Wanted(list, root, parse.GetValue(name), parse.GetValue(status), parse.GetValue(tag) ?? []), parse.GetValue(sort));
            var most = parse.GetValue(limit)
                ?? (parse.GetValue(all) || parse.GetValue(CommonOptions.Json) ? int.MaxValue : UsualLimit);
            var shown = entries.Take(most).ToArray();
            var report = new RunListReport(
                root, entries.Count,
                [.. shown.Where(entry => entry.Run is not null).Select(entry => RunEntry.Of(entry.Run!, root))],
                [.. shown.Where(entry => entry.Sweep is not null).Select(entry => SweepEntry.Of(entry.Sweep!, root))]);
            context.Print(parse, report, writer => Describe(writer, root, shown, entries.Count, parse.GetValue(sort)));
            return ExitCode.Done;
        });
        return command;
    }

    private static List<Entry> Wanted(RunList list, string root, string? name, string? status, string[] tags)
    {
        var entries = list.Runs.Where(run => run.Sweep is null).Select(run => new Entry(run, null))
            .Concat(list.Sweeps.Select(sweep => new Entry(null, sweep)));
        if (name is not null)
            entries = entries.Where(entry => entry.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        if (status is not null)
            entries = entries.Where(entry => RunsVerb.Word(entry.Status) == status);
        if (tags.Length > 0)
            entries = entries.Where(entry => tags.All(RunTags.Of(root, entry.Name).Contains));
        return [.. entries];
    }

    private static List<Entry> Sorted(List<Entry> entries, string? key)
    {
        var byName = entries.OrderByDescending(entry => entry.Name, StringComparer.Ordinal);
        return
        [
            .. key switch
            {
                null or "created" => byName.OrderByDescending(entry => entry.Created ?? DateTimeOffset.MinValue),
                "name" => byName.Reverse(),
                "experiment" => byName.OrderBy(entry => entry.Run?.Experiment ?? "", StringComparer.Ordinal),
                "status" => byName.OrderBy(entry => entry.Status),
                "steps" => byName.OrderByDescending(entry => entry.Run?.Steps ?? -1),
                "seconds" => byName.OrderByDescending(entry => entry.Run?.Seconds ?? -1),
                _ => ByMetric(byName, entries, key),
            },
        ];
    }

    private static IEnumerable<Entry> ByMetric(IEnumerable<Entry> byName, List<Entry> entries, string metric)
    {
        if (entries.Count > 0 && !entries.Exists(entry => entry.Metrics.ContainsKey(metric)))
        {
            var metrics = entries.SelectMany(entry => entry.Metrics.Keys).Distinct(StringComparer.Ordinal);
            throw new UsageException(
                $"--sort expects created, name, experiment, status, steps, seconds or a metric of these runs "
                + $"({string.Join(", ", metrics)}), not '{metric}'");
        }

        // Best first: large accuracies and contrasts, small costs and errors; what has none comes last.
        var largest = metric.EndsWith("ccuracy", StringComparison.Ordinal) || metric.EndsWith("ontrast", StringComparison.Ordinal);
        return byName.OrderBy(entry =>
            entry.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? largest ? -value : value : double.PositiveInfinity);
    }

    private static void Describe(TextWriter writer, string root, Entry[] shown, int count, string? sort)
    {
        if (count == 0)
        {
            writer.WriteLine($"no such runs in {root}");
            return;
        }

        // A metric that decides the order is shown, whatever it is.
        string[] tags = [.. shown.Select(entry => string.Join(' ', RunTags.Of(root, entry.Name)))];
        var isTagged = Array.Exists(tags, tag => tag.Length > 0);
        var extra = shown.Any(entry => sort is not (null or "cost") && entry.Metrics.ContainsKey(sort)) ? sort : null;
        var table = new Columns(["run", "status", "steps", "time", "cost", "accuracy", .. extra is null ? [] : new[] { extra }, .. isTagged ? new[] { "tags" } : []]);
        foreach (var (entry, tag) in shown.Zip(tags))
        {
            string[] cells = entry.Run is { } run
                ? [
                    RunsVerb.Printable(run.Name), RunsVerb.Word(run.Status),
                    run.Steps.ToString(CultureInfo.InvariantCulture), run.Seconds is { } time ? Units.Duration(time) : "–",
                    Cell(entry, "cost"), Cell(entry, Array.Find(Accuracies, entry.Metrics.ContainsKey)),
                ]
                : [
                    RunsVerb.Printable(entry.Name), RunsVerb.Word(entry.Status),
                    $"{entry.Sweep!.Finished}/{RunsVerb.Count(entry.Sweep.Planned, "job")}", "–", "–", "–",
                ];
            table.Add([.. cells, .. extra is null ? [] : new[] { Cell(entry, extra) }, .. isTagged ? new[] { tag } : []]);
        }

        table.WriteTo(writer, 2, 3, 4, 5, 6);
        foreach (var corrupt in shown.Where(entry => entry.Run is { Reason: not null }))
        {
            writer.WriteLine($"{RunsVerb.Printable(corrupt.Name)}: {corrupt.Run!.Reason}");
        }

        if (count > shown.Length)
            writer.WriteLine($"{count - shown.Length} more; --all shows them");
    }

    private static string Cell(Entry entry, string? metric) =>
        metric is not null && entry.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value)
            ? Units.Metric(metric, value)
            : "–";

    /// <summary>A line: a run or a sweep.</summary>
    private sealed record Entry(RunSummary? Run, SweepSummary? Sweep)
    {
        private IReadOnlyDictionary<string, double>? _metrics;

        public string Name => Run?.Name ?? Sweep!.Name;

        public RunStatus Status => Run?.Status ?? Sweep!.Status;

        public DateTimeOffset? Created => Run is null ? Sweep!.Created : Run.Created;

        public IReadOnlyDictionary<string, double> Metrics =>
            _metrics ??= Run?.Metrics() ?? new Dictionary<string, double>(StringComparer.Ordinal);
    }
}

/// <summary>What <c>runs list --json</c> prints; total counts runs and sweeps before the limit.</summary>
internal sealed record RunListReport(string Folder, int Total, IReadOnlyList<RunEntry> Runs, IReadOnlyList<SweepEntry> Sweeps);

using System.Globalization;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Exports;

/// <summary>Sends a run to a tracking server of MLflow: settings as parameters, lines of metrics in batches, how it ended.</summary>
/// <remarks>
/// The run there carries this run's name as a tag, by which it is found again, and the count of lines it has: a repetition sends what is
/// missing and nothing twice. A run at work may be sent as often as one likes.
/// </remarks>
public static class MlflowExport
{
    private const string NameTag = "loschmidt.run";

    /// <summary>Sends a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="server">Where to.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Ends it between requests.</param>
    /// <exception cref="InputException">The run's files cannot be read; nothing was sent.</exception>
    /// <exception cref="ExportException">The server cannot be reached, fails or refuses; the run there is marked as failed, where it was begun.</exception>
    public static MlflowResult Send(RunFolder run, MlflowServer server, IProgress<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(progress);
        var course = new Course(run);
        using var client = new MlflowClient(server, cancellation);
        try
        {
            var experiment = Experiment(client, course.Experiment);
            var (id, skip) = Find(client, experiment, course.Name) ?? (Create(client, experiment, course, server.Tries), 0);
            return Fill(client, course, experiment, id, skip, progress);
        }
        catch (MlflowRefusal refusal)
        {
            throw new ExportException(refusal.Message, refusal);
        }
    }

    /// <summary>A tag as a document.</summary>
    internal static JsonObject Tag(string key, string value) => new() { ["key"] = key, ["value"] = value };

    private static string Experiment(MlflowClient client, string name)
    {
        try
        {
            return Look();
        }
        catch (MlflowRefusal refusal) when (refusal.Code == MlflowClient.Absent)
        {
            try
            {
                return Text(client.Post("experiments/create", new JsonObject { ["name"] = name }), "experiment_id");
            }
            catch (MlflowRefusal other) when (other.Code == MlflowClient.Present)
            {
                return Look(); // another has made it meanwhile, or a repeated request has
            }
        }

        string Look()
        {
            var found = client.Get($"experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}")["experiment"];
            return (string?)found?["lifecycle_stage"] == "deleted"
                ? throw new ExportException($"the experiment '{name}' was deleted on the server; restore it there, or empty its trash, and repeat")
                : Text(found, "experiment_id");
        }
    }

    /// <summary>The run there, and how many lines it has.</summary>
    private static (string Id, int Lines)? Find(MlflowClient client, string experiment, string name)
    {
        var found = client.Post("runs/search", new JsonObject
        {
            ["experiment_ids"] = new JsonArray(experiment),
            ["filter"] = $"tags.\"{NameTag}\" = '{name.Replace("'", "\\'", StringComparison.Ordinal)}'",
            ["max_results"] = 1,
        });
        if (found["runs"] is not JsonArray { Count: > 0 } runs)
            return null;
        var lines = (runs[0]?["data"]?["tags"] as JsonArray)?
            .FirstOrDefault(tag => (string?)tag?["key"] == MlflowBatches.LinesTag)?["value"];
        return (Text(runs[0]?["info"], "run_id"),
            int.TryParse((string?)lines, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0);
    }

    /// <summary>Begins the run there; a request whose answer was lost may have made it already, so it is looked for before the next.</summary>
    private static string Create(MlflowClient client, string experiment, Course course, int tries)
    {
        for (var left = tries; ; left--)
        {
            try
            {
                return Begin();
            }
            catch (ExportException) when (left > 1)
            {
                if (Find(client, experiment, course.Name) is { } made)
                    return made.Id;
            }
        }

        string Begin() => Text(client.Post("runs/create", new JsonObject
        {
            ["experiment_id"] = experiment,
            ["run_name"] = course.Name,
            ["start_time"] = course.Began,
            ["tags"] = new JsonArray(
                Tag(NameTag, course.Name), Tag("mlflow.runName", course.Name), Tag("mlflow.source.name", "loschmidt")),
        }, repeat: false)["run"]?["info"], "run_id");
    }

    private static MlflowResult Fill(
        MlflowClient client, Course course, string experiment, string id, int skip, IProgress<string> progress)
    {
        var (lines, values) = (0, 0);
        try
        {
            foreach (var body in MlflowBatches.Params(id, course.Settings))
            {
                client.Post("runs/log-batch", body);
            }

            foreach (var batch in MlflowBatches.Metrics(id, course.Lines, skip, course.Milliseconds))
            {
                client.Post("runs/log-batch", batch.Body);
                (lines, values) = (lines + batch.Lines, values + batch.Values);
                progress.Report($"{skip + lines} of {course.Lines.Count} lines sent");
            }

            Update(client, id, course.Status, course.Ended);
            return new MlflowResult(course.Experiment, experiment, id, lines, values, course.Status);
        }
        catch (Exception e) when (e is ExportException or MlflowRefusal)
        {
            var marked = TryMark(client, id, course.Ended);
            throw new ExportException(
                $"{e.Message}; {skip + lines} of {course.Lines.Count} lines are there"
                + (marked ? " and the run there is marked FAILED" : "") + "; repeat the command, it goes on behind them", e);
        }
    }

    private static bool TryMark(MlflowClient client, string id, long ended)
    {
        try
        {
            Update(client, id, "FAILED", ended);
            return true;
        }
        catch (Exception e) when (e is ExportException or MlflowRefusal)
        {
            return false;
        }
    }

    private static void Update(MlflowClient client, string id, string status, long ended)
    {
        var body = new JsonObject { ["run_id"] = id, ["status"] = status };
        if (status != "RUNNING")
            body["end_time"] = ended;
        client.Post("runs/update", body);
    }

    private static string Text(JsonNode? node, string name) => (node?[name] as JsonValue)?.ToString()
        ?? throw new MlflowRefusal("", $"the server's answer has no '{name}'; is it an MLflow tracking server?");

    /// <summary>All that is said about a run, read before the first request.</summary>
    private sealed class Course
    {
        private readonly SortedDictionary<long, double> _times;

        public Course(RunFolder run)
        {
            (Name, _times) = (run.Address, RunCourse.Times(run));
            (Experiment, Settings, Lines) = (RunCourse.Experiment(run), RunCourse.Settings(run), run.ReadMetrics());
            Began = (long)(1000 * RunCourse.Began(run));
            Ended = Lines.Count == 0 ? Began : Milliseconds(Lines[^1].Step);
            Status = (run.Owner, run.ReadResult()) switch
            {
                (not null, _) => "RUNNING",
                (_, null) => "KILLED",
                (_, { } result) when result["failure"] is not null => "FAILED",
                (_, { } result) when (bool?)result["interrupted"] == true => "KILLED",
                _ => "FINISHED",
            };
        }

        public string Name { get; }

        public string Experiment { get; }

        public IReadOnlyList<(string Key, string Value)> Settings { get; }

        public IReadOnlyList<MetricsLine> Lines { get; }

        public long Began { get; }

        public long Ended { get; }

        public string Status { get; }

        public long Milliseconds(long step) => _times.TryGetValue(step, out var time) ? (long)Math.Round(1000 * time) : Began;
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

/// <summary>Sums a run up from its folder; what cannot be read makes it a corrupt run, never an exception.</summary>
internal static class RunReader
{
    private const long LargestText = 1 << 20;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The run as its files say now.</summary>
    /// <param name="place">Its folder.</param>
    /// <param name="running">Whether a process holds its lock.</param>
    /// <param name="kinds">Names of the machines.</param>
    public static RunSummary Read(RunPlace place, bool running, MachineKinds kinds)
    {
        var reasons = new List<string>();
        var experiment = Try(reasons, place, RunFolder.ExperimentFileName, path => ReadExperiment(path, kinds));
        var metrics = Try(reasons, place, RunFolder.MetricsFileName, ReadMetrics) ?? new Newest(0, "{}");
        var result = Try(reasons, place, RunFolder.ResultFileName, ReadResult);
        return new RunSummary(
            place.Name, experiment?.Name, experiment?.Seed,
            experiment is null ? null : ValueTypes.Word(experiment.Training.Estimator),
            Status(reasons, running, result), reasons.FirstOrDefault() ?? (running ? null : result?.Failure is { } why ? OneLine.Of(why) : null),
            Math.Max(metrics.Step, result?.Steps ?? 0), result?.Seconds, metrics.Json, RunPlace.Created(place.Name));
    }

    private static RunStatus Status(List<string> reasons, bool running, Result? result)
    {
        if (reasons.Count > 0)
            return RunStatus.Corrupt;
        if (running)
            return RunStatus.Running;
        return result switch
        {
            null => RunStatus.Stopped,
            { Failure: not null } => RunStatus.Failed,
            { Interrupted: true } => RunStatus.Interrupted,
            _ => RunStatus.Finished,
        };
    }

    private static TPart? Try<TPart>(List<string> reasons, RunPlace place, string file, Func<string, TPart?> read)
        where TPart : class
    {
        try
        {
            return read(Path.Combine(place.Path, file));
        }
        catch (ExperimentException e)
        {
            // Without the folder: the line is about the run already, and equal folders have equal reasons wherever they lie.
            var problem = e.Problems[0];
            var at = problem.Where.Line > 0 ? $":{problem.Where.Line}:{problem.Where.Column}" : "";
            reasons.Add(OneLine.Of($"{file}{at}: {problem.Message}"));
        }
        catch (RunException e)
        {
            reasons.Add(OneLine.Of(e.Message.Replace(place.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reasons.Add($"{file}: cannot be read");
        }

        return null;
    }

    private static Experiment ReadExperiment(string path, MachineKinds kinds)
    {
        if (!Path.Exists(path))
            throw new RunException(path, "is missing");
        try
        {
            return ExperimentFile.Parse(
                new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(ReadBytes(path)), path, [], quick: false, kinds);
        }
        catch (DecoderFallbackException e)
        {
            throw new RunException(path, $"is no UTF-8 text (byte {e.Index})", e);
        }
    }

    private static Newest ReadMetrics(string path)
    {
        var step = 0L;
        var newest = new Dictionary<string, double>(StringComparer.Ordinal);
        MetricsLog.Visit(path, line =>
        {
            step = line.Step;
            foreach (var (name, value) in line.Values)
            {
                newest[name] = value;
            }
        });
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Relaxed))
        {
            json.WriteStartObject();
            foreach (var (name, value) in newest)
            {
                if (double.IsFinite(value))
                    json.WriteNumber(name, value);
                else
                    json.WriteNull(name);
            }

            json.WriteEndObject();
        }

        return new Newest(step, Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    private static Result? ReadResult(string path)
    {
        if (!Path.Exists(path))
            return null;
        try
        {
            var json = JsonNode.Parse(ReadBytes(path)) as JsonObject ?? throw new FormatException();
            return new Result(
                (bool?)json["interrupted"] ?? false, (string?)json["failure"], (long?)json["steps"] ?? 0, (double?)json["seconds"]);
        }
        catch (Exception e) when (
            e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new RunException(path, "is no result of a run; the file was changed by something else", e);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.Length > LargestText)
            throw new RunException(path, $"has more than {LargestText} bytes; the file was changed by something else");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Newest(long Step, string Json);

    private sealed record Result(bool Interrupted, string? Failure, long Steps, double? Seconds);
}

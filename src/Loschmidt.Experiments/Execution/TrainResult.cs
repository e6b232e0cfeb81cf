using System.Text.Json.Nodes;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Execution;

/// <summary>What a training or an evaluation ended with.</summary>
/// <param name="Run">Name of the run, which is the last part of its folder.</param>
/// <param name="Preset">Name of the experiment.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Estimator">Gradient estimator used.</param>
/// <param name="Steps">Training steps done in all.</param>
/// <param name="Seconds">Computing time, over all processes that worked on the run.</param>
/// <param name="PeakBytes">Anonymous resident memory above the level before the first step.</param>
/// <param name="Metrics">Final metrics: <c>cost</c>, and accuracies as fractions where they apply.</param>
/// <param name="Interrupted">Whether it was told to stop before the end; it has then saved what it had.</param>
/// <param name="Folder">Run folder.</param>
/// <param name="Figures">Pictures written, relative to <paramref name="Folder"/>.</param>
public sealed record TrainResult(
    string Run,
    string Preset,
    ulong Seed,
    string Estimator,
    long Steps,
    double Seconds,
    long PeakBytes,
    IReadOnlyDictionary<string, double> Metrics,
    bool Interrupted,
    string Folder,
    IReadOnlyList<string> Figures)
{
    /// <summary>Why it failed, in one line; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Bytes that a training step was predicted to need, of machines that say so beforehand; null of others.</summary>
    public long? PredictedBytes { get; init; }

    /// <summary>What the user was told on the way: damaged checkpoints, watchdog warnings.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The document kept as <c>result.json</c>.</summary>
    internal JsonObject ToJson()
    {
        var json = Document();
        if (PredictedBytes is not null)
        {
            json["predictedBytes"] = PredictedBytes;
        }

        if (Failure is not null)
        {
            json["failure"] = Failure;
        }

        return json;
    }

    private JsonObject Document() => new()
    {
        ["run"] = Run,
        ["preset"] = Preset,
        ["seed"] = Seed,
        ["estimator"] = Estimator,
        ["steps"] = Steps,
        ["seconds"] = Seconds,
        ["peakBytes"] = PeakBytes,
        ["interrupted"] = Interrupted,
        ["metrics"] = new JsonObject(Metrics.Select(pair =>
            KeyValuePair.Create(pair.Key, double.IsFinite(pair.Value) ? (JsonNode?)pair.Value : null))),
        ["figures"] = new JsonArray([.. Figures.Select(figure => (JsonNode?)figure)]),
        ["notes"] = new JsonArray([.. Notes.Select(note => (JsonNode?)note)]),
    };

    /// <summary>The result kept in a folder.</summary>
    /// <exception cref="RunException">The document is not one of these.</exception>
    internal static TrainResult Read(JsonObject json, RunFolder folder)
    {
        try
        {
            return new TrainResult(
                folder.Name, (string)json["preset"]!, (ulong)json["seed"]!, (string)json["estimator"]!, (long)json["steps"]!,
                (double)json["seconds"]!, (long)json["peakBytes"]!,
                json["metrics"]!.AsObject().ToDictionary(pair => pair.Key, pair => (double?)pair.Value ?? double.NaN),
                (bool)json["interrupted"]!, folder.FullPath, [.. json["figures"]!.AsArray().Select(figure => (string)figure!)])
            {
                Failure = (string?)json["failure"],
                PredictedBytes = (long?)json["predictedBytes"],
                Notes = [.. json["notes"]?.AsArray().Select(note => (string)note!) ?? []],
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentNullException or NullReferenceException)
        {
            throw new RunException(folder.ResultPath, "is no result of a run; the file was changed by something else", e);
        }
    }
}

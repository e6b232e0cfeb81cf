using System.Text.Json;
using System.Text.Json.Serialization;
using Loschmidt.Experiments.Commands;
using Loschmidt.Experiments.Runs;

namespace Loschmidt.Studio.Runs;

/// <summary>A run in the list.</summary>
/// <param name="Name">Its name; a sweep's job is <c>SWEEP/JOB</c>.</param>
/// <param name="Experiment">Name of its experiment, such as that of a preset.</param>
/// <param name="Seed">Its seed, as text: a page's numbers end at 2⁵³.</param>
/// <param name="Estimator">Where its gradient comes from.</param>
/// <param name="Status">running, finished, interrupted, stopped, failed or corrupt.</param>
/// <param name="Reason">What is wrong with it, in one line.</param>
/// <param name="Steps">Training steps done.</param>
/// <param name="Seconds">Computing time.</param>
/// <param name="Created">When it began.</param>
/// <param name="Sweep">The sweep it belongs to.</param>
/// <param name="Metrics">Newest value of every metric.</param>
/// <param name="Tags">Words that people stuck to it.</param>
internal sealed record RunRow(
    string Name, string? Experiment, string? Seed, string? Estimator, string Status, string? Reason, long Steps, double? Seconds,
    DateTimeOffset? Created, string? Sweep, IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<string> Tags);

/// <summary>A sweep in the list; its jobs are runs of the list.</summary>
internal sealed record SweepRow(
    string Name, string Status, int Jobs, int Finished, DateTimeOffset? Created, IReadOnlyList<string> Tags);

/// <summary>All runs and sweeps.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Startable">Whether this studio can start trainings.</param>
/// <param name="Runs">Runs.</param>
/// <param name="Sweeps">Sweeps.</param>
/// <param name="Warnings">What the index could not do, in one line each.</param>
internal sealed record RunListing(
    string Folder, bool Startable, IReadOnlyList<RunRow> Runs, IReadOnlyList<SweepRow> Sweeps, IReadOnlyList<string> Warnings);

/// <summary>What became different since the last listing or change.</summary>
internal sealed record ListChange(IReadOnlyList<RunRow> Runs, IReadOnlyList<SweepRow> Sweeps, IReadOnlyList<string> Gone);

/// <summary>The process that works on a run.</summary>
/// <param name="Process">Its number.</param>
/// <param name="Host">Its computer.</param>
/// <param name="Here">Whether that is this computer, so that it can be stopped from here.</param>
internal sealed record OwnerDocument(int Process, string Host, bool Here);

/// <summary>What a run should reach.</summary>
internal sealed record ExpectedDocument(string Metric, double Value, double? Seconds);

/// <summary>A setting of the experiment as resolved.</summary>
internal sealed record SettingDocument(string Key, string Value);

/// <summary>A quantity of the ledger.</summary>
/// <param name="Metric">Its name among the metrics.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Drift">Whether it should stay 0.</param>
/// <param name="Value">Its newest value.</param>
internal sealed record LedgerDocument(string Metric, string Name, bool Drift, double Value);

/// <summary>Everything about one run but its course.</summary>
internal sealed record RunDocument(
    RunRow Run, OwnerDocument? Owner, int? PlannedSteps, ExpectedDocument? Expected, string? Configuration,
    IReadOnlyList<SettingDocument> Settings, JsonElement? Result, IReadOnlyList<long> Checkpoints, IReadOnlyList<RunFile> Files,
    IReadOnlyList<LedgerDocument> Ledger);

/// <summary>A metric's course in few points, for a small picture.</summary>
internal sealed record CourseDocument(string Run, string? Metric, IReadOnlyList<double> Step, IReadOnlyList<double> Value);

/// <summary>Several runs side by side.</summary>
internal sealed record ComparisonDocument(
    IReadOnlyList<string> Runs, IReadOnlyList<ComparedSetting> Settings, IReadOnlyList<ComparedMetric> Metrics);

/// <summary>One learned tensor as a picture: rows by columns.</summary>
internal sealed record ThetaTensor(
    string Name, IReadOnlyList<int> Shape, int Width, int Height, string Unit, string Across, string Down, bool Signed, double Least,
    double Largest, double Mean, double Deviation);

/// <summary>Learned parameters of a checkpoint.</summary>
internal sealed record ThetaDocument(string Run, long Step, IReadOnlyList<long> Steps, IReadOnlyList<ThetaTensor> Tensors);

/// <summary>What is to be trained: either a preset's name or an experiment's text.</summary>
internal sealed record StartRequest(
    string? Source = null, string? Yaml = null, IReadOnlyList<string>? Sets = null, bool Quick = false, ulong? Seed = null);

/// <summary>Which run is meant.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Now">Of a stop: at once, not after the step in hand.</param>
internal sealed record RunRequest(string? Run, bool Now = false);

/// <summary>Tags to stick on and to take off.</summary>
internal sealed record TagRequest(string? Run, IReadOnlyList<string>? Add = null, IReadOnlyList<string>? Remove = null);

/// <summary>A training that began, goes on, or is told to stop.</summary>
/// <param name="Run">Its run; null where its folder is still to come, as it is while large data are read.</param>
/// <param name="Process">Its process.</param>
internal sealed record StartedDocument(string? Run, int Process);

/// <summary>The tags that a run has now.</summary>
internal sealed record TagsDocument(string Run, IReadOnlyList<string> Tags);

/// <summary>How a run stands, told in its stream of metrics.</summary>
internal sealed record StandingDocument(string Status, string? Reason);

/// <summary>Documents about runs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteNumber)])]
[JsonSerializable(typeof(RunListing))]
[JsonSerializable(typeof(ListChange))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(CourseDocument))]
[JsonSerializable(typeof(ComparisonDocument))]
[JsonSerializable(typeof(ThetaDocument))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(TagRequest))]
[JsonSerializable(typeof(StartedDocument))]
[JsonSerializable(typeof(TagsDocument))]
[JsonSerializable(typeof(StandingDocument))]
internal sealed partial class RunsJson : JsonSerializerContext;

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Runs;

/// <summary>The folder of one run: everything about it, and the only truth about it.</summary>
/// <remarks>
/// <c>&lt;runs&gt;/&lt;utc yyyyMMdd-HHmmss&gt;-&lt;name&gt;-&lt;seed&gt;-&lt;4 hex&gt;/</c> holds
/// <c>experiment.yaml</c> as resolved, <c>metrics.jsonl</c>,
/// <c>checkpoints/</c>, <c>figures/</c>, <c>series.json</c> of runs that read series, <c>result.json</c>, <c>report.html</c>, and <c>lock</c> with <c>lock.owner</c> while a process works on it.
/// </remarks>
public sealed partial class RunFolder
{
    /// <summary>Where runs go unless told otherwise, relative to the working folder.</summary>
    public const string DefaultRoot = "runs";

    /// <summary>The page for people in the folder of a run or a sweep.</summary>
    public const string ReportFileName = "report.html";

    internal const string ExperimentFileName = "experiment.yaml";
    internal const string MetricsFileName = "metrics.jsonl";
    internal const string ResultFileName = "result.json";

    private MetricsLog? _metrics;

    private RunFolder(string path) => (FullPath, Name) = (path, System.IO.Path.GetFileName(path));

    /// <summary>The folder's name, which is the run's.</summary>
    public string Name { get; }

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary><c>experiment.yaml</c>: the experiment as resolved.</summary>
    public string ExperimentPath => Within(ExperimentFileName);

    /// <summary><c>metrics.jsonl</c>.</summary>
    public string MetricsPath => Within(MetricsFileName);

    /// <summary><c>timings.jsonl</c>: when each evaluation was made.</summary>
    public string TimingsPath => Within("timings.jsonl");

    /// <summary><c>series.json</c>: scale and names of the classes, where the run reads series.</summary>
    public string SeriesPath => Within("series.json");

    /// <summary><c>result.json</c>, there once the run is done.</summary>
    public string ResultPath => Within(ResultFileName);

    /// <summary><c>report.html</c>: everything for people, in one page.</summary>
    public string ReportPath => Within(ReportFileName);

    /// <summary><c>figures/</c>.</summary>
    public string FiguresPath => Within("figures");

    /// <summary><c>checkpoints/</c>.</summary>
    public CheckpointFolder Checkpoints => new(Within("checkpoints"));

    /// <summary>Makes a new run's folder with its experiment and an empty <c>figures/</c>.</summary>
    /// <param name="root">Folder of all runs; made where missing. Null means <see cref="DefaultRoot"/>.</param>
    /// <param name="experiment">The resolved experiment.</param>
    /// <param name="kinds">Names of the machines.</param>
    /// <param name="clock">Tells the time for the name; null means the system's.</param>
    /// <exception cref="RunException">The folder cannot be made.</exception>
    public static RunFolder Create(string? root, Experiment experiment, MachineKinds kinds, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        root ??= DefaultRoot;
        var time = (clock ?? TimeProvider.System).GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        try
        {
            Directory.CreateDirectory(root);
            while (true)
            {
                // Not a random number of the experiment: it only keeps apart runs that start in the same second.
                var suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2));
                var path = System.IO.Path.GetFullPath(
                    System.IO.Path.Combine(root, $"{time}-{experiment.Name}-{experiment.Seed}-{suffix}"));
                if (Directory.Exists(path))
                    continue;
                var run = new RunFolder(path);
                Directory.CreateDirectory(run.FiguresPath);
                AtomicFile.Write(run.ExperimentPath, ExperimentWriter.Write(experiment, kinds));
                return run;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(
                root,
                "a run's folder cannot be made here; is it a folder, writable, on a disk with room? (--runs names another)",
                e);
        }
    }

    /// <summary>The run in a folder of a given name, made where it is not there yet.</summary>
    /// <param name="path">The folder; those above it are made where missing.</param>
    /// <param name="experiment">The resolved experiment; one that is there already stays as it is.</param>
    /// <param name="kinds">Names of the machines.</param>
    /// <exception cref="RunException">The folder cannot be made.</exception>
    public static RunFolder CreateAt(string path, Experiment experiment, MachineKinds kinds)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        if (At(path) is { } there)
        {
            return there;
        }

        try
        {
            var run = new RunFolder(System.IO.Path.GetFullPath(path));
            Directory.CreateDirectory(run.FiguresPath);
            AtomicFile.Write(run.ExperimentPath, ExperimentWriter.Write(experiment, kinds));
            return run;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException(path, "a run's folder cannot be made here; is it writable, on a disk with room?", e);
        }
    }

    /// <summary>Reads the experiment as resolved.</summary>
    /// <exception cref="ExperimentException">The file was changed into something else.</exception>
    public Experiment ReadExperiment(MachineKinds kinds) =>
        ExperimentFile.Load(ExperimentPath, [], quick: false, kinds);

    /// <summary>Claims the run for this process until the lock is disposed; the system lets go of it when a process
    /// dies.</summary>
    /// <exception cref="RunException">Another process works on it.</exception>
    public RunLock Lock() => new(FullPath, Name);

    /// <summary>Opens <c>metrics.jsonl</c> for appending.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public MetricsLog OpenMetrics() => _metrics = new MetricsLog(MetricsPath);

    /// <summary>Opens <c>timings.jsonl</c> for appending: what differs between two runs of the same bits.</summary>
    public MetricsLog OpenTimings() => new(TimingsPath);

    /// <summary>Reads <c>metrics.jsonl</c>; empty where nothing was written yet.</summary>
    /// <remarks>Lines still waiting in the log that this object opened are handed to the system first; another process's are
    /// not there yet.</remarks>
    /// <exception cref="RunException">A line is no line of metrics.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public IReadOnlyList<MetricsLine> ReadMetrics()
    {
        if (_metrics is { IsOpen: true } log)
            log.Flush();
        return MetricsLog.Read(MetricsPath);
    }

    /// <summary>Writes <c>result.json</c> atomically.</summary>
    public void WriteResult(JsonObject result)
    {
        ArgumentNullException.ThrowIfNull(result);
        AtomicFile.Write(ResultPath, result.ToJsonString(ManifestJson.Default.Options) + "\n");
    }

    /// <summary>Reads <c>result.json</c>; null where the run is not done.</summary>
    /// <exception cref="RunException">The file is no JSON object.</exception>
    public JsonObject? ReadResult()
    {
        try
        {
            return File.Exists(ResultPath) ? JsonNode.Parse(File.ReadAllText(ResultPath))?.AsObject() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RunException(ResultPath, "is no JSON object; the file was changed by something else", e);
        }
    }

    private string Within(string name) => System.IO.Path.Combine(FullPath, name);
}

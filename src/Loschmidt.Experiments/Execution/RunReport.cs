using Loschmidt.Experiments.Composition;
using System.Globalization;
using Loschmidt.Experiments.Reports;
using Loschmidt.Experiments.Reports.Pages;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;
using Loschmidt.Machines;

namespace Loschmidt.Experiments.Execution;

/// <summary>Collects what a report of a run tells: from its folder alone, whatever state that is in, and from θ where it can be had.</summary>
internal static class RunReport
{
    /// <summary>Writes report.html into the run folder.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Save(RunFolder folder, RunMaterial material) =>
        AtomicFile.Write(folder.ReportPath, Text(folder, new TrainingOptions(0, null), material, ended: true));

    /// <summary>The page.</summary>
    /// <param name="folder">The run; nothing in it is changed.</param>
    /// <param name="options">Threads and data for what has to be computed.</param>
    /// <param name="material">What was computed already; null computes it.</param>
    /// <param name="ended">Whether the caller, who holds the run's lock, is done with it.</param>
    public static string Text(RunFolder folder, TrainingOptions options, RunMaterial? material = null, bool ended = false)
    {
        var notes = new List<string>();
        var summary = folder.Summarize(MachineFactory.Kinds);
        var result = Try(notes, () => folder.ReadResult() is { } json ? TrainResult.Read(json, folder) : null);
        if (ended && result is not null)
        {
            summary = summary with { Status = result.Interrupted ? RunStatus.Interrupted : RunStatus.Finished };
        }

        var yaml = Try(notes, () => File.ReadAllText(folder.ExperimentPath));
        var experiment = material?.Experiment ?? Try(notes, () => folder.ReadExperiment(MachineFactory.Kinds));
        var course = Try(notes, folder.ReadMetrics) ?? [];
        material ??= experiment is null ? null : Try(notes, () => RunMaterial.Of(folder, experiment, course, result, options));
        var newest = Try(notes, () => folder.Checkpoints.Latest());
        var (preset, differences) = Baseline(experiment);
        var story = new RunStory
        {
            Name = folder.Address,
            Summary = summary,
            Experiment = experiment,
            Yaml = yaml,
            Preset = preset,
            Differences = differences,
            Metrics = result?.Metrics ?? (summary.Reason is null ? summary.Metrics() : new Dictionary<string, double>()),
            Course = course,
            Timings = Try(notes, () => MetricsLog.Read(folder.TimingsPath)) ?? [],
            Planned = material?.Steps ?? experiment?.Training.Steps,
            Passes = experiment is null ? null : Try(notes, () => Passes(experiment)),
            PeakBytes = result?.PeakBytes,
            Notes = [.. result?.Notes ?? [], .. notes.Distinct(StringComparer.Ordinal).Select(note => $"this page: {note}")],
            Checkpoints = Try(notes, () => Sizes(folder)) ?? [],
            Build = newest?.Manifest.Build,
            Judged = material?.Judged,
            Fields = [.. material?.Pictures.Figures.Where(one => one.Name != RunPictures.Cost).Select(one => one.Figure) ?? []],
            Film = material?.Pictures.Film is { } film ? FilmReel.Of("One echo, out and home", film) : null,
        };
        return RunPage.Write(story, Computer.Examine());
    }

    private static (string? Preset, IReadOnlyList<(string Key, string? Here, string? There)>) Baseline(Experiment? experiment)
    {
        if (experiment is null || !Presets.List().Contains(experiment.Name))
        {
            return (null, []);
        }

        var preset = ExperimentFile.Load(experiment.Name, [], quick: false, MachineFactory.Kinds);
        var (here, there) = (Flat(experiment), Flat(preset));
        return (experiment.Name,
        [
            .. there.Keys.Concat(here.Keys).Distinct(StringComparer.Ordinal)
                .Select(key => (key, here.GetValueOrDefault(key), there.GetValueOrDefault(key)))
                .Where(one => one.Item2 != one.Item3),
        ]);
    }

    /// <summary>Every key that a run depends on: not the overrides of other runs, which a resolved experiment no longer needs.</summary>
    private static Dictionary<string, string> Flat(Experiment experiment)
    {
        var text = ExperimentWriter.Write(experiment with { Quick = null, Sweep = null, Expected = null, Description = null }, MachineFactory.Kinds);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in FlatSettings.Of(text, experiment.Name))
        {
            keys[key] = value;
        }

        return keys;
    }

    private static double? Passes(Experiment experiment)
    {
        var training = experiment.Training;
        return training.Estimator == Estimator.SelfLearning
            ? Learners.Cycle(training).Passes
            : PassesOf(training, MachineFactory.Build(experiment));
    }

    private static double PassesOf(TrainingSettings training, IMachine machine) =>
        Learners.Estimator(training.Estimator, training.Epsilon, machine, snapshots: training.Snapshots).Passes(machine);

    private static IReadOnlyList<(long Step, long Bytes)> Sizes(RunFolder folder) =>
    [
        .. folder.Files().Where(file => file.Path.StartsWith("checkpoints/", StringComparison.Ordinal))
            .GroupBy(file => file.Path.Split('/')[1], StringComparer.Ordinal)
            .Where(group => long.TryParse(group.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(group => (long.Parse(group.Key, CultureInfo.InvariantCulture), group.Sum(file => file.Bytes)))
            .OrderBy(checkpoint => checkpoint.Item1),
    ];

    /// <summary>A part of the page; where it cannot be had, the page says why and goes on without.</summary>
    private static TPart? Try<TPart>(List<string> notes, Func<TPart> part)
    {
        try
        {
            return part();
        }
        catch (Exception fault) when (
            fault is InputException or IOException or UnauthorizedAccessException or NonFiniteException or InvalidOperationException
                or FormatException or System.Text.Json.JsonException)
        {
            notes.Add(OneLine.Of(fault.Message));
            return default;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loschmidt.Experiments.Composition;
using Loschmidt.Experiments.Execution;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>A tolerance map as it lies in its folder: the experiment with its grid, and what is measured.</summary>
/// <param name="Folder">A sweep's folder.</param>
/// <param name="Experiment">The experiment; its sweep block is the grid.</param>
/// <param name="Train">Whether machines are trained.</param>
/// <param name="Within">Per cent that may be lost.</param>
/// <param name="Knobs">Keys and their numbers.</param>
internal sealed record TolerancePlan(
    SweepFolder Folder, Experiment Experiment, bool Train, double Within, IReadOnlyList<(string Key, IReadOnlyList<double> Values)> Knobs)
{
    private const string FileName = "tolerance.settings.json";
    private const int MostBytes = 4096;

    /// <summary>Every job: without imperfections, with shuffled gradients where machines are trained, and the grid; seeds run fastest.</summary>
    public IReadOnlyList<SweepJob> Jobs() => Jobs(Experiment, Train);

    /// <summary>Reads a request and makes its folder.</summary>
    /// <exception cref="InputException">The request, the experiment or its data are at fault.</exception>
    public static TolerancePlan Create(ToleranceRequest request)
    {
        var experiment = TrainCommand.Requested(new TrainRequest(
            request.Source!, request.Quick, request.Sets, request.Seed, request.Steps, null, request.Estimator, null,
            request.Threads, request.Data, request.Runs));
        var metric = request.Metric switch
        {
            null => experiment.Sweep?.Metric,
            "cost" => SelectionMetric.Cost,
            "validation-cost" => SelectionMetric.ValidationCost,
            _ => SelectionMetric.ValidationAccuracy,
        };
        var knobs = request.Knobs.Select(Knob).ToList();
        if (knobs.Count == 0 || knobs.DistinctBy(knob => knob.Key).Count() < knobs.Count)
        {
            throw new ExperimentException(
                new SourcePosition("--knob"), "expects at least one key with its values, each key once, such as imperfections.reversal.gain=0,0.001,0.01");
        }

        var keys = new OverrideBlock([.. knobs.Select(knob => (knob.Key, $"[{string.Join(", ", knob.Values.Select(Text))}]"))]);
        experiment = experiment with
        {
            // The ideal machine of a map is a device without errors, so that every estimator that suits the others suits it.
            Imperfections = experiment.Imperfections ?? (knobs.Any(knob => knob.Key.StartsWith("imperfections.", StringComparison.Ordinal)) ? new() : null),
            Sweep = new SweepSettings
            {
                Keys = keys,
                Seeds = [.. Enumerable.Range(0, request.Seeds).Select(n => experiment.Seed + (ulong)n)],
                Metric = metric,
            },
        };

        // All variants are judged, and those at the corners are set up, before a folder is made.
        var jobs = Jobs(experiment, request.Train);
        var ideal = TrainingPlan.Of(jobs[0].Experiment, new TrainingOptions(1, request.Data));
        TrainingPlan.Of(jobs[^1].Experiment, new TrainingOptions(1, request.Data));
        if (request.Train && ideal.Bench.Data is { Validation: null, Test: not null })
        {
            throw new ExperimentException(
                new SourcePosition(experiment.Name),
                "has no validation samples to judge its machines by, and the test split is not for maps; hold some back, such as --set data.validation=500");
        }

        var settings = new JsonObject { ["train"] = request.Train, ["within"] = request.Within }.ToJsonString() + "\n";
        var folder = SweepFolder.Create(request.Runs, experiment, MachineFactory.Kinds, (FileName, settings));
        return new TolerancePlan(folder, experiment, request.Train, request.Within, knobs);
    }

    /// <summary>Reads a map's folder.</summary>
    /// <exception cref="InputException">It is none, or its files are damaged.</exception>
    public static TolerancePlan Open(string name, string? runs)
    {
        var folder = SweepFolder.Open(name, runs);
        var file = new FileInfo(Path.Combine(folder.FullPath, FileName));
        try
        {
            var settings = file is { Exists: true, Length: <= MostBytes } && JsonNode.Parse(File.ReadAllText(file.FullName)) is JsonObject json
                ? json : throw new RunException(folder.FullPath, $"is no tolerance map: it has no {FileName}; loschmidt sweep --resume goes on with a sweep");
            var experiment = folder.ReadExperiment(MachineFactory.Kinds);
            return new TolerancePlan(
                folder, experiment, (bool)settings["train"]!, (double)settings["within"]!,
                [.. experiment.Sweep!.Keys!.Values.Select(key => Knob($"{key.Key}={key.Value.Trim('[', ']')}"))]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new RunException(folder.FullPath, $"has a damaged {FileName}; begin the map anew", fault);
        }
    }

    private static IReadOnlyList<SweepJob> Jobs(Experiment experiment, bool train)
    {
        var beside = new List<(string, OverrideBlock)> { ("ideal", new OverrideBlock()) };
        if (train)
        {
            beside.Add(("control", new OverrideBlock(("training.shuffled", "true"))));
        }

        var sweep = experiment.Sweep!;
        var references = SweepPlan.Jobs(experiment with { Sweep = sweep with { Keys = null, Cases = new CaseBlock([.. beside]) } });
        return [.. references, .. SweepPlan.Jobs(experiment)];
    }

    private static (string Key, IReadOnlyList<double> Values) Knob(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        var values = new List<double>();
        foreach (var part in cut > 0 ? text[(cut + 1)..].Split(',', StringSplitOptions.TrimEntries) : [])
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                throw new ExperimentException(
                    new SourcePosition($"--knob {text}"), $"'{part}' is no number; a knob takes numbers from mild to severe, and 'loschmidt sweep' compares words");
            }

            values.Add(value);
        }

        if (values.IndexOf(0) > 0)
        {
            throw new ExperimentException(
                new SourcePosition($"--knob {text}"), "names 0, the ideal, after other values; values go from mild to severe, so begin with it");
        }

        return values.Count > 0 && values.Distinct().Count() == values.Count
            ? (text[..cut], values)
            : throw new ExperimentException(
                new SourcePosition($"--knob {text}"), "expects a key and different numbers from mild to severe, such as imperfections.reversal.gain=0,0.001,0.01");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

using Loschmidt.Experiments.Figures;
using Loschmidt.Experiments.Runs;
using Loschmidt.Experiments.Schema;
using Loschmidt.Experiments.Training;

namespace Loschmidt.Experiments.Reports.Pages;

/// <summary>What a report of a run tells; what is not known is null or empty.</summary>
internal sealed record RunStory
{
    /// <summary>How the run is called among all runs.</summary>
    public required string Name { get; init; }

    /// <summary>How it stands, what is wrong with it, and its newest figures.</summary>
    public required RunSummary Summary { get; init; }

    /// <summary>The experiment; null where its file cannot be read.</summary>
    public Experiment? Experiment { get; init; }

    /// <summary>The text of experiment.yaml.</summary>
    public string? Yaml { get; init; }

    /// <summary>Key, value here, value there: what differs from the baseline.</summary>
    public IReadOnlyList<(string Key, string? Here, string? There)> Differences { get; init; } = [];

    /// <summary>The preset it is compared with; null where none has its name.</summary>
    public string? Preset { get; init; }

    /// <summary>Final figures of a run that ended, else its newest.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The lines of metrics.jsonl.</summary>
    public IReadOnlyList<MetricsLine> Course { get; init; } = [];

    /// <summary>The lines of timings.jsonl.</summary>
    public IReadOnlyList<MetricsLine> Timings { get; init; } = [];

    /// <summary>Steps to do in all.</summary>
    public long? Planned { get; init; }

    /// <summary>Passes through the machine that one sample costs in a step.</summary>
    public double? Passes { get; init; }

    /// <summary>Memory above the level before the first step.</summary>
    public long? PeakBytes { get; init; }

    /// <summary>What the user was told on the way, and what this report had to leave out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Step and size of every checkpoint.</summary>
    public IReadOnlyList<(long Step, long Bytes)> Checkpoints { get; init; } = [];

    /// <summary>The program, framework and processor that wrote the newest checkpoint.</summary>
    public string? Build { get; init; }

    /// <summary>Which samples the machine was judged on, and how.</summary>
    public (string Split, Evaluation Evaluation)? Judged { get; init; }

    /// <summary>Pictures of its fields.</summary>
    public IReadOnlyList<Figure> Fields { get; init; } = [];

    /// <summary>The echo in motion; null where the machine has none.</summary>
    public FilmReel? Film { get; init; }
}

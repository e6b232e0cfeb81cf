using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt predict</c> was asked to do.</summary>
/// <param name="Run">A run's name or folder.</param>
/// <param name="File">The new samples: IDX images, a table, or series; plain or gzip; <c>-</c> is standard input, of machines that read
/// series.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
public sealed record PredictRequest(string Run, string File, int Threads, string? Runs)
{
    /// <summary>The file to write, whole or not at all; null writes to the output.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the answers are one JSON document; else a table with commas.</summary>
    public bool Json { get; init; }

    /// <summary><c>latest</c>, <c>best</c> or a step; null means the state the run itself is judged by.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether the first line of a table holds names; null where it shows.</summary>
    public bool? Header { get; init; }

    /// <summary>What becomes of missing numbers in a file of series; null does as in training.</summary>
    public MissingValues? Missing { get; init; }

    /// <summary>Of one series: how many steps lie between two answers; null takes every step.</summary>
    public int? Every { get; init; }

    /// <summary>Of one series: how many steps to go on beyond its end; null answers the steps themselves.</summary>
    public int? Forecast { get; init; }

    /// <summary>Of one series: most steps that an answer comes from; null takes the training's window of a forecast, and all steps
    /// of other machines.</summary>
    public int? Window { get; init; }
}

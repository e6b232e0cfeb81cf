using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt evaluate</c> was asked to do.</summary>
/// <param name="Run">A run's name or folder.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">Data folder; null looks in the usual places.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
public sealed record EvaluateRequest(string Run, int Threads, string? Data, string? Runs)
{
    /// <summary>Which of <c>train</c>, <c>validation</c> and <c>test</c>; none means all that the task has.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    /// <summary><c>latest</c>, <c>best</c> or a step; null means the state the run itself is judged by.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Settings of machine, device and data that are to be other than in the run, such as <c>machine.loss=[0.2]</c>.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>A file to judge on instead of the run's own data.</summary>
    public string? On { get; init; }

    /// <summary>Where the labels of <see cref="On"/> are: a file, or a column.</summary>
    public string? Labels { get; init; }

    /// <summary>Whether the first line of <see cref="On"/> holds names; null where it shows.</summary>
    public bool? Header { get; init; }

    /// <summary>What becomes of missing numbers in a file of series; null does as in training.</summary>
    public MissingValues? Missing { get; init; }
}

namespace Loschmidt.Experiments.Commands;

/// <summary>The same machine on the same task, learning with one estimator after the other.</summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Machine">Kind of the machine.</param>
/// <param name="Parameters">Number of its parameters.</param>
/// <param name="Steps">Steps of every training.</param>
/// <param name="Batch">Samples a step.</param>
/// <param name="Seeds">Seeds; each gives every estimator the same θ to begin with and the same batches.</param>
/// <param name="JudgedBy"><c>validation</c>, or <c>training</c> where the task has no more samples.</param>
/// <param name="Samples">How many samples judge.</param>
/// <param name="Budget">Most passes of one step; what needs more is skipped.</param>
/// <param name="Interrupted">Whether it was told to stop before the end; what was done is here.</param>
/// <param name="Estimators">What learned, in the order of the registry.</param>
/// <param name="Baselines">What does not learn with the machine; empty where the task has no classes.</param>
/// <param name="Skipped">What was not tried, and why.</param>
/// <param name="Folder">Folder with <c>courses.csv</c>, <c>table.md</c> and <c>compare.svg</c>.</param>
public sealed record CompareResult(
    string Experiment,
    string Machine,
    int Parameters,
    int Steps,
    int Batch,
    IReadOnlyList<ulong> Seeds,
    string JudgedBy,
    int Samples,
    double Budget,
    bool Interrupted,
    IReadOnlyList<ComparedEstimator> Estimators,
    IReadOnlyList<ComparedBaseline> Baselines,
    IReadOnlyList<SkippedEstimator> Skipped,
    string Folder);

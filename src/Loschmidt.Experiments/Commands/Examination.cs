using Loschmidt.Experiments.Schema;

namespace Loschmidt.Experiments.Commands;

/// <summary>What an experiment's text says, short of running it.</summary>
/// <param name="Problems">Everything that is wrong with it, in the order of the text; empty where it can run.</param>
/// <param name="Meaning">What it means; null where it cannot be read.</param>
internal sealed record Examination(IReadOnlyList<ExperimentProblem> Problems, ExperimentMeaning? Meaning);

/// <summary>What an experiment means.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Kind of its machine.</param>
/// <param name="Estimator">Where its gradient comes from.</param>
/// <param name="Steps">Training steps; null where the data decide.</param>
/// <param name="Epochs">Passes over the data; null where steps are given.</param>
internal sealed record ExperimentMeaning(string Name, string Kind, string Estimator, int? Steps, double? Epochs)
{
    /// <summary>Numbers that it learns; null where the machine was not built.</summary>
    public int? Parameters { get; init; }

    /// <summary>Their tensors with their shapes, such as <c>theta [6 × 18]</c>.</summary>
    public IReadOnlyList<string>? Tensors { get; init; }

    /// <summary>Input numbers a sample.</summary>
    public int? Features { get; init; }

    /// <summary>Output numbers a sample.</summary>
    public int? Outputs { get; init; }

    /// <summary>Target numbers a sample.</summary>
    public int? Targets { get; init; }

    /// <summary>Samples side by side.</summary>
    public int? Lanes { get; init; }

    /// <summary>Passes through the machine that one gradient takes.</summary>
    public double? Passes { get; init; }

    /// <summary>Seconds of training on two cores, by the experiment's own expectation; in proportion to its steps where it is a short form.</summary>
    public double? Seconds { get; init; }

    /// <summary>Bytes that building one machine took.</summary>
    public long? Bytes { get; init; }

    /// <summary>Whether it has a <c>quick</c> block.</summary>
    public bool Quick { get; init; }

    /// <summary>Whether it has a <c>sweep</c> block.</summary>
    public bool Sweep { get; init; }

    /// <summary>Why the machine was not built; null where it was.</summary>
    public string? Note { get; init; }
}

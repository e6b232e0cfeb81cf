namespace Loschmidt.Experiments.Schema;

/// <summary>One thing wrong with an experiment: where, and what would be accepted.</summary>
/// <param name="Where">File, line and column, or the option.</param>
/// <param name="Message">One line.</param>
public sealed record ExperimentProblem(SourcePosition Where, string Message)
{
    /// <summary>Dotted path of the key, empty for the whole experiment; null where the text was no experiment at all.</summary>
    internal string? Path { get; init; }

    /// <summary><c>file.yaml:12:5: message</c>.</summary>
    public override string ToString() => $"{Where}: {Message}";
}

namespace Loschmidt.Experiments.Schema;

/// <summary>An experiment cannot be read; carries every problem found, each with its place.</summary>
public sealed class ExperimentException : InputException
{
    /// <summary>The most problems that one message lists.</summary>
    internal const int MaximumListed = 20;

    /// <summary>Reports one problem.</summary>
    public ExperimentException(SourcePosition where, string message)
        : this([new ExperimentProblem(where, message)])
    {
    }

    /// <summary>Reports all problems, one a line, in the order in which they were written.</summary>
    public ExperimentException(IReadOnlyList<ExperimentProblem> problems)
        : base(Describe(problems)) => Problems = problems;

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<ExperimentProblem> Problems { get; }

    private static string Describe(IReadOnlyList<ExperimentProblem> problems)
    {
        var lines = problems.Take(MaximumListed).Select(problem => problem.ToString());
        return string.Join('\n', problems.Count > MaximumListed
            ? lines.Append($"... and {problems.Count - MaximumListed} more problems")
            : lines);
    }
}

namespace Loschmidt.Experiments.Exercises;

/// <summary>An exercise of a lecture: questions whose answers are computed by running the physics, with the student's own numbers.</summary>
internal interface IExercise
{
    /// <summary>From 1.</summary>
    int Number { get; }

    /// <summary>In a few words.</summary>
    string Title { get; }

    /// <summary>Its page in the documents.</summary>
    string Page { get; }

    /// <summary>Numbers that a student may choose.</summary>
    IReadOnlyList<GivenNumber> Given { get; }

    /// <summary>What is asked, in the order of the page.</summary>
    IReadOnlyList<Question> Questions { get; }

    /// <summary>Runs everything that is asked for.</summary>
    /// <param name="given">A value of every <see cref="Given"/>, by its key.</param>
    /// <param name="cancellation">Checked between runs.</param>
    /// <returns>The answers, in the order of <see cref="Questions"/>.</returns>
    /// <exception cref="InputException">These numbers have no answer; says which do.</exception>
    IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation);
}

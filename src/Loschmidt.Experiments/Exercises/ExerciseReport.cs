namespace Loschmidt.Experiments.Exercises;

/// <summary>A sheet, checked.</summary>
/// <param name="Exercise">Its number.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Given">The numbers that the answers were computed with.</param>
/// <param name="Answers">A verdict a question.</param>
/// <param name="Seconds">Wall-clock time of the computation.</param>
public sealed record ExerciseReport(
    int Exercise, string Title, IReadOnlyDictionary<string, double> Given, IReadOnlyList<AnswerVerdict> Answers, double Seconds)
{
    /// <summary>How many are right.</summary>
    public int Right => Answers.Count(one => one.Verdict == "right");

    /// <summary>Whether all are.</summary>
    public bool Passed => Right == Answers.Count;
}

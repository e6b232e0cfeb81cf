using System.Diagnostics;

namespace Loschmidt.Experiments.Exercises;

/// <summary><c>loschmidt exercise</c>: sheets to be filled, checked and solved.</summary>
public static class ExerciseCommand
{
    /// <summary>The exercises there are.</summary>
    public static IReadOnlyList<ExerciseSummary> List() =>
        [.. ExerciseCatalog.All.Select(one => new ExerciseSummary(one.Number, one.Title, one.Page, one.Questions.Count))];

    /// <summary>The sheet to be filled.</summary>
    /// <param name="number">The exercise.</param>
    /// <exception cref="InputException">There is no such exercise.</exception>
    public static ExerciseSolution Show(int number)
    {
        var exercise = ExerciseCatalog.Of(number);
        return Made(exercise, AnswerSheet.Empty(exercise));
    }

    /// <summary>Computes the answers anew, with the numbers of the sheet, and compares.</summary>
    /// <param name="number">The exercise.</param>
    /// <param name="file">The sheet.</param>
    /// <param name="cancellation">Checked between runs.</param>
    /// <exception cref="InputException">There is no such exercise, or the sheet cannot be read.</exception>
    public static ExerciseReport Check(int number, string file, CancellationToken cancellation)
    {
        var exercise = ExerciseCatalog.Of(number);
        return Check(exercise, AnswerSheet.Load(file, exercise), cancellation);
    }

    /// <summary>The sheet with all answers.</summary>
    /// <param name="number">The exercise.</param>
    /// <param name="file">A sheet whose given numbers are taken; null takes those of the page.</param>
    /// <param name="cancellation">Checked between runs.</param>
    /// <exception cref="InputException">There is no such exercise, or the sheet cannot be read.</exception>
    public static ExerciseSolution Solve(int number, string? file, CancellationToken cancellation)
    {
        var exercise = ExerciseCatalog.Of(number);
        var sheet = file is null ? AnswerSheet.Empty(exercise) : AnswerSheet.Load(file, exercise);
        return Made(exercise, Solved(exercise, sheet.Given, cancellation));
    }

    /// <summary>A sheet of right answers.</summary>
    internal static AnswerSheet Solved(IExercise exercise, IReadOnlyDictionary<string, double> given, CancellationToken cancellation)
    {
        var answers = exercise.Solve(given, cancellation);
        return new AnswerSheet(given, exercise.Questions.Zip(answers).ToDictionary(pair => pair.First.Key, pair => pair.Second));
    }

    /// <summary>Checks a sheet that was read.</summary>
    internal static ExerciseReport Check(IExercise exercise, AnswerSheet sheet, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var right = Solved(exercise, sheet.Given, cancellation).Answers;
        return new ExerciseReport(
            exercise.Number, exercise.Title, sheet.Given,
            [
                .. exercise.Questions.Select(question => AnswerVerdict.Of(
                    question, sheet.Answers.TryGetValue(question.Key, out var answer) ? answer : null, right[question.Key])),
            ],
            clock.Elapsed.TotalSeconds);
    }

    private static ExerciseSolution Made(IExercise exercise, AnswerSheet sheet) =>
        new(exercise.Number, exercise.Title, exercise.Page, sheet.Given, sheet.Answers, sheet.Text(exercise));
}

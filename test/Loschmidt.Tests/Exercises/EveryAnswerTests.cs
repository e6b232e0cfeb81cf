using Loschmidt.Experiments.Exercises;

namespace Loschmidt.Tests.Exercises;

/// <summary>Answers that were computed pass; each one alone, moved a little beyond its tolerance, fails.</summary>
public sealed class EveryAnswerTests
{
    /// <summary>Red when a question is compared with another one's answer, is not compared at all, or its tolerance accepts anything.</summary>
    /// <remarks>The others are in the slow tests, as they take seconds.</remarks>
    [Theory, InlineData(5), InlineData(6)]
    public void The_right_sheet_passes_and_each_wrong_answer_alone_fails(int number) => Check(ExerciseCatalog.Of(number));

    /// <summary>Solves once and checks every sheet with one answer wrong.</summary>
    internal static void Check(IExercise exercise)
    {
        var given = exercise.Given.ToDictionary(one => one.Key, one => one.Default);
        var sheet = ExerciseCommand.Solved(exercise, given, TestContext.Current.CancellationToken);
        var solved = new Solved(exercise, sheet);
        var right = ExerciseCommand.Check(solved, sheet, TestContext.Current.CancellationToken);
        right.Passed.ShouldBeTrue();
        foreach (var question in exercise.Questions)
        {
            var answer = sheet.Answers[question.Key];
            double.IsFinite(answer).ShouldBeTrue(question.Key);
            answer.ShouldNotBe(0, question.Key);
            foreach (var wrong in (double?[])[answer * (1 + (1.1 * question.Within)), answer / (1 + (1.1 * question.Within)), -answer, null])
            {
                var answers = sheet.Answers.Where(one => one.Key != question.Key || wrong is not null).ToDictionary(one => one.Key, one => one.Key == question.Key ? wrong!.Value : one.Value);
                var report = ExerciseCommand.Check(solved, sheet with { Answers = answers }, TestContext.Current.CancellationToken);
                report.Passed.ShouldBeFalse($"{question.Key}: {wrong}");
                report.Answers.Where(one => one.Verdict != "right").ShouldHaveSingleItem().Key.ShouldBe(question.Key);
            }
        }
    }

    /// <summary>An exercise that was solved before: the physics once is enough.</summary>
    private sealed class Solved(IExercise exercise, AnswerSheet sheet) : IExercise
    {
        public int Number => exercise.Number;

        public string Title => exercise.Title;

        public string Page => exercise.Page;

        public IReadOnlyList<GivenNumber> Given => exercise.Given;

        public IReadOnlyList<Question> Questions => exercise.Questions;

        public IReadOnlyList<double> Solve(IReadOnlyDictionary<string, double> given, CancellationToken cancellation) =>
            [.. Questions.Select(question => sheet.Answers[question.Key])];
    }
}

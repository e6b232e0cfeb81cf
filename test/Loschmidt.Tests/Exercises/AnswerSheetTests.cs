using Loschmidt.Experiments.Exercises;
using Loschmidt.Experiments.Schema;

namespace Loschmidt.Tests.Exercises;

/// <summary>A sheet says what a student chose and found; what is wrong with it is told with line and column.</summary>
public sealed class AnswerSheetTests
{
    private static readonly IExercise Scattering = ExerciseCatalog.Of(5);

    public static TheoryData<int> Numbers => [.. ExerciseCatalog.All.Select(one => one.Number)];

    [Theory, MemberData(nameof(Numbers))]
    public void The_sheet_that_is_shown_can_be_read_and_answers_nothing(int number)
    {
        var exercise = ExerciseCatalog.Of(number);
        var sheet = AnswerSheet.Parse(ExerciseCommand.Show(number).Sheet, "sheet.yaml", exercise);
        sheet.Answers.ShouldBeEmpty();
        sheet.Given.ShouldBe(exercise.Given.ToDictionary(one => one.Key, one => one.Default), ignoreOrder: true);
        exercise.Given.ShouldAllBe(one => one.Accepts(one.Default));
        exercise.Questions.Select(question => question.Key).ShouldBeUnique();
    }

    // Red when numbers are rounded on their way to the sheet: the exact answer would then be another one.
    [Fact]
    public void A_sheet_that_was_written_is_read_back_to_the_same_bits()
    {
        var answers = Scattering.Questions.Select((question, i) => (question.Key, Value: Math.Pow(-1.1e-5, i) / 3)).ToDictionary(one => one.Key, one => one.Value);
        var sheet = new AnswerSheet(Scattering.Given.ToDictionary(one => one.Key, one => one.Default), answers);
        AnswerSheet.Parse(sheet.Text(Scattering), "sheet.yaml", Scattering).Answers.ShouldBe(answers, ignoreOrder: true);
    }

    [Fact]
    public void A_sheet_may_be_JSON() =>
        AnswerSheet.Parse("""{"exercise": 5, "given": {"x": 1.5}, "answers": {"answer": -0.25, "naive": null}}""", "sheet.json", Scattering)
            .ShouldSatisfyAllConditions(
                sheet => sheet.Given["x"].ShouldBe(1.5), sheet => sheet.Given["j_in"].ShouldBe(0.8),
                sheet => sheet.Answers.ShouldBe(new Dictionary<string, double> { ["answer"] = -0.25 }));

    [Theory]
    [InlineData("answers:\n  anser: 1", "sheet.yaml:2:3: unknown key 'answers.anser'; did you mean 'answer'? keys: answer, slope_hidden")]
    [InlineData("given:\n  x: 1\n  y: 2\nanswers:", "sheet.yaml:3:3: unknown key 'given.y'; keys: j_in, j_out")]
    [InlineData("given: { x: 7 }\nanswers:", "sheet.yaml:1:13: given.x expects a number from -2 to 2, found '7'")]
    [InlineData("answers:\n  answer: about one", "sheet.yaml:2:11: answers.answer expects a number, found 'about one'")]
    [InlineData("answers:\n  answer: \"1\"", "sheet.yaml:2:11: answers.answer expects a number, found '1' in quotes")]
    [InlineData("answers:\n  answer: .nan", "sheet.yaml:2:11: answers.answer expects a number, found '.nan'")]
    [InlineData("exercise: 4\nanswers:", "sheet.yaml:1:11: this is the sheet of exercise '4', and 5 is checked")]
    [InlineData("exercise: 5", "the block 'answers' is missing; 'loschmidt exercise show 5' prints a sheet to be filled")]
    [InlineData("remark: none\nanswers:", "sheet.yaml:1:1: unknown key 'remark'; keys: exercise, given, answers")]
    [InlineData("answers: [1, 2]", "sheet.yaml:1:10: answers expects a block of keys, found a list")]
    [InlineData("- 1", "sheet.yaml:1:1: a sheet is a block of keys such as 'answers:', found a list")]
    [InlineData("answers: {answer: 1", "sheet.yaml:")]
    [InlineData("answers:\n  answer: 1\n  answer: 2", "sheet.yaml:3:3: the key 'answer' is written twice; first at sheet.yaml:2:3")]
    public void A_sheet_that_cannot_be_read_is_refused_with_line_and_column(string text, string message) =>
        Should.Throw<ExperimentException>(() => AnswerSheet.Parse(text, "sheet.yaml", Scattering)).Message.ShouldContain(message);

    [Fact]
    public void A_seed_is_a_whole_number() =>
        Should.Throw<ExperimentException>(() => AnswerSheet.Parse("given: { seed: 1.5 }\nanswers:", "sheet.yaml", ExerciseCatalog.Of(1)))
            .Message.ShouldContain("given.seed expects a whole number from 1 to 1000000, found '1.5'");
}

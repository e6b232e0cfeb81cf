using Loschmidt.Experiments.Exercises;

namespace Loschmidt.SlowTests.Exercises;

/// <summary>The exercises that run waves, spins and series, solved with numbers of the page and with others.</summary>
public sealed class ExerciseTests
{
    public static TheoryData<int, double> Sheets => new()
    {
        { 1, 1 }, { 1, 7 }, { 2, 1 }, { 2, 7 }, { 3, 1 }, { 3, 7 }, { 4, 1 }, { 4, 2 },
    };

    /// <summary>Red when an answer is compared with that of another question, or of other numbers than the sheet's.</summary>
    [Theory, MemberData(nameof(Sheets))]
    public void A_solved_sheet_passes_when_it_is_computed_anew_and_each_wrong_answer_alone_fails(int number, double seed)
    {
        var exercise = ExerciseCatalog.Of(number);
        var given = exercise.Given.ToDictionary(one => one.Key, one => one.Key == "seed" ? seed : one.Default);
        var sheet = ExerciseCommand.Solved(exercise, given, TestContext.Current.CancellationToken);
        var read = AnswerSheet.Parse(sheet.Text(exercise), "sheet.yaml", exercise);
        ExerciseCommand.Check(exercise, read, TestContext.Current.CancellationToken).Passed.ShouldBeTrue();
        foreach (var question in exercise.Questions)
        {
            var right = sheet.Answers[question.Key];
            foreach (var wrong in (double[])[right * (1 + (1.1 * question.Within)), right / (1 + (1.1 * question.Within)), -right])
                question.Accepts(wrong, right).ShouldBeFalse($"{question.Key}: {wrong} for {right}");
        }
    }

    [Fact]
    public void An_echo_through_loss_misses_home_by_what_theory_says()
    {
        var answers = Solve(1);
        answers["linear"].ShouldBe(1 - Math.Exp(-0.01), 1e-4, "amplitude is lost on both ways; the rest is where a coordinate is largest");
        answers["rounding_single"].ShouldBeGreaterThan(1e6 * answers["rounding"], "29 bits lie between the two precisions");
        answers["nonlinear"].ShouldBeGreaterThan(5 * answers["linear"], "the phase of a weaker wave");
        answers["tenth"].ShouldBe(0.1 * 0.01 / answers["nonlinear"], 0.03 * answers["tenth"], "nearly linear in small losses");
    }

    [Fact]
    public void A_phase_of_the_mirror_teaches_nothing_and_a_gain_does()
    {
        var answers = Solve(3);
        answers["phase_error"].ShouldBe(2 * Math.Sin(0.5), 0.01, "|1 − e^i|, where the largest coordinate is that of the largest wave");
        answers["decades"].ShouldBeGreaterThan(8);
        answers["pair"].ShouldBeLessThan(answers["single"] / 10, "the residue of a gain does not know the sign of ε");
    }

    private static IReadOnlyDictionary<string, double> Solve(int number)
    {
        var exercise = ExerciseCatalog.Of(number);
        return ExerciseCommand.Solved(exercise, exercise.Given.ToDictionary(one => one.Key, one => one.Default), TestContext.Current.CancellationToken).Answers;
    }
}

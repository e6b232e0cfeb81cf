using Loschmidt.Experiments.Exercises;

namespace Loschmidt.Tests.Cli;

/// <summary><c>exercise</c>: exit codes a lecturer's loop can rely on, and documents.</summary>
public sealed class ExerciseVerbTests : IDisposable
{
    private readonly string _sheet = Path.Combine(Path.GetTempPath(), $"loschmidt-sheet-{Guid.NewGuid():n}.yaml");

    [Fact]
    public void A_solved_sheet_is_right()
    {
        var line = new CommandLineFixture();
        line.Run("exercise", "solve", "5").ShouldBe(0);
        File.WriteAllText(_sheet, line.Out);
        var check = new CommandLineFixture();
        check.Run("exercise", "check", "5", _sheet).ShouldBe(0);
        check.Out.ShouldContain("7 of 7 right");
        check.Error.ShouldContain("exercise 5: computing 7 answers");
    }

    [Fact]
    public void A_sheet_with_a_wrong_answer_fails_and_the_answer_is_not_told()
    {
        var line = new CommandLineFixture();
        line.Run("exercise", "solve", "5", "--json").ShouldBe(0);
        var answer = line.Document.GetProperty("answers").GetProperty("answer").GetDouble();
        File.WriteAllText(_sheet, FormattableString.Invariant($"answers:\n  answer: {2 * answer:R}\n"));
        var check = new CommandLineFixture();
        check.Run("exercise", "check", "5", _sheet, "--json").ShouldBe(1);
        check.Document.GetProperty("passed").GetBoolean().ShouldBeFalse();
        var verdict = check.Document.GetProperty("answers")[0];
        verdict.GetProperty("verdict").GetString().ShouldBe("wrong");
        verdict.GetProperty("off").GetString().ShouldBe("too large, by less than a factor 3");
        check.Out.ShouldNotContain(FormattableString.Invariant($"{answer:R}")[..8]);
        check.Document.GetProperty("answers")[1].GetProperty("verdict").GetString().ShouldBe("missing");
    }

    [Fact]
    public void A_sheet_that_cannot_be_read_is_bad_input_with_its_place()
    {
        File.WriteAllText(_sheet, "answers:\n  answr: 1\n");
        var line = new CommandLineFixture();
        line.Run("exercise", "check", "5", _sheet).ShouldBe(2);
        line.Error.ShouldContain($"{_sheet}:2:3: unknown key 'answers.answr'; did you mean 'answer'?");
        line.Run("exercise", "check", "5", _sheet + "x").ShouldBe(2);
        line.Run("exercise", "show", "7").ShouldBe(2);
        line.Error.ShouldContain("exercise 7: there is none of this number; exercises: 1, 2, 3, 4, 5, 6");
    }

    [Fact]
    public void The_sheet_s_own_numbers_are_solved_for()
    {
        File.WriteAllText(_sheet, "given: { x: 1.25 }\nanswers:\n");
        var (own, page) = (new CommandLineFixture(), new CommandLineFixture());
        own.Run("exercise", "solve", "5", _sheet, "--json").ShouldBe(0);
        page.Run("exercise", "solve", "5", "--json").ShouldBe(0);
        own.Document.GetProperty("given").GetProperty("x").GetDouble().ShouldBe(1.25);
        var (here, there) = (own.Document.GetProperty("answers").GetProperty("answer").GetDouble(), page.Document.GetProperty("answers").GetProperty("answer").GetDouble());
        Math.Abs(here - there).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void All_exercises_are_listed()
    {
        var line = new CommandLineFixture();
        line.Run("exercise", "--json").ShouldBe(0);
        line.Document.GetProperty("exercises").GetArrayLength().ShouldBe(ExerciseCommand.List().Count);
    }

    public void Dispose() => File.Delete(_sheet);
}

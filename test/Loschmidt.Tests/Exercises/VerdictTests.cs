using Loschmidt.Experiments.Exercises;

namespace Loschmidt.Tests.Exercises;

/// <summary>An answer is right within a factor; of a wrong one it is said how far it is off, too coarsely to search for the right one.</summary>
public sealed class VerdictTests
{
    private static readonly Question Question = new("key", "what", 0.02, "think");

    [Theory]
    [InlineData(1.019, "right")]
    [InlineData(1 / 1.019, "right")]
    [InlineData(1.021, "wrong")]
    [InlineData(1 / 1.021, "wrong")]
    [InlineData(-1, "wrong")]
    [InlineData(0, "wrong")]
    public void An_answer_is_right_within_the_factor_on_either_side(double ratio, string verdict) =>
        AnswerVerdict.Of(Question, ratio * -3e-7, -3e-7).Verdict.ShouldBe(verdict);

    [Fact]
    public void Zero_is_the_only_right_answer_where_the_answer_is_zero()
    {
        AnswerVerdict.Of(Question, 0, 0).Verdict.ShouldBe("right");
        AnswerVerdict.Of(Question, 1e-300, 0).Verdict.ShouldBe("wrong");
    }

    [Theory]
    [InlineData(1.05, "too large, by less than a factor 1.1")]
    [InlineData(2, "too large, by less than a factor 3")]
    [InlineData(0.5, "too small, by less than a factor 3")]
    [InlineData(1e-9, "too small, by more than a factor 100")]
    [InlineData(-1, "it has the other sign")]
    public void What_is_said_of_a_wrong_answer_tells_the_factor_and_not_the_answer(double ratio, string off)
    {
        var verdict = AnswerVerdict.Of(Question, ratio * 0.123456, 0.123456);
        verdict.Off.ShouldBe(off);
        verdict.Hint.ShouldBe("think");
    }

    [Fact]
    public void A_question_without_an_answer_is_missing_and_gets_the_hint() =>
        AnswerVerdict.Of(Question, null, 1).ShouldBe(new AnswerVerdict("key", "what", "missing", null, "right to 2 %", null, "think"));
}

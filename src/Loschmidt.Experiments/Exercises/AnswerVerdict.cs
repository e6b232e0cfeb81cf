namespace Loschmidt.Experiments.Exercises;

/// <summary>What became of one answer.</summary>
/// <param name="Key">The question.</param>
/// <param name="Ask">What was asked.</param>
/// <param name="Verdict"><c>right</c>, <c>wrong</c>, or <c>missing</c>.</param>
/// <param name="Answer">What was answered; null where it is missing.</param>
/// <param name="Tolerance">How close is right.</param>
/// <param name="Off">By how much it is wrong, in coarse steps; null otherwise.</param>
/// <param name="Hint">What to think of; null where it is right.</param>
public sealed record AnswerVerdict(string Key, string Ask, string Verdict, double? Answer, string Tolerance, string? Off, string? Hint)
{
    private static readonly double[] Steps = [1.1, 1.5, 3, 10, 100];

    /// <summary>Judges an answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">What was answered; null where it is missing.</param>
    /// <param name="right">What was computed.</param>
    internal static AnswerVerdict Of(Question question, double? answer, double right)
    {
        var verdict = answer is not { } value ? "missing" : question.Accepts(value, right) ? "right" : "wrong";
        return new AnswerVerdict(
            question.Key, question.Ask, verdict, answer, question.Tolerance,
            verdict == "wrong" ? OffBy(answer!.Value, right) : null, verdict == "right" ? null : question.Hint);
    }

    /// <summary>Coarse on purpose: enough to find a wrong factor, not enough to search for the answer.</summary>
    private static string OffBy(double answer, double right)
    {
        if (right == 0)
            return "it should be zero";
        var ratio = answer / right;
        if (ratio < 0)
            return "it has the other sign";
        if (ratio == 0)
            return "it is not zero";
        var (direction, factor) = ratio > 1 ? ("large", ratio) : ("small", 1 / ratio);
        var least = Steps.LastOrDefault(step => step <= factor);
        var most = Steps.FirstOrDefault(step => step > factor);
        return FormattableString.Invariant(
            most == 0 ? (FormattableString)$"too {direction}, by more than a factor {least}" : $"too {direction}, by less than a factor {most}");
    }
}

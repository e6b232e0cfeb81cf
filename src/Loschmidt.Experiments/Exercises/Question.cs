namespace Loschmidt.Experiments.Exercises;

/// <summary>A question with a number for an answer.</summary>
/// <param name="Key">Its key in a sheet.</param>
/// <param name="Ask">What is asked, with the unit.</param>
/// <param name="Within">An answer is right when it is within a factor 1 + this of the computed one, with the same sign.</param>
/// <param name="Hint">What to think of when the answer is wrong; no answer.</param>
public sealed record Question(string Key, string Ask, double Within, string Hint)
{
    /// <summary>Whether an answer is right.</summary>
    /// <param name="answer">What was answered.</param>
    /// <param name="right">What was computed.</param>
    public bool Accepts(double answer, double right)
    {
        if (right == 0)
            return answer == 0;
        var ratio = answer / right;
        return ratio <= 1 + Within && ratio >= 1 / (1 + Within);
    }

    /// <summary>The tolerance in words.</summary>
    public string Tolerance => FormattableString.Invariant(
        Within < 0.5 ? (FormattableString)$"right to {100 * Within:0.##} %" : $"right to a factor {1 + Within:0.##}");
}

using System.Globalization;

namespace Loschmidt.Studio.Lab;

/// <summary>Says in a sentence or two what an echo came to, and whose fault it is.</summary>
internal static class LabVerdict
{
    // Rounding of double, grown a little on the way; anything above has a cause.
    private const double Home = 1e-9;

    private const double Straight = 1e-4;

    /// <summary>The summary with its sentence.</summary>
    public static LabSummary Judged(LabQuery query, LabSummary summary) => summary with { Verdict = Of(query, summary) };

    private static string Of(LabQuery query, LabSummary summary)
    {
        string[] errors = [.. query.Numbers.Where(one => one.Knob.Imperfection && one.Value != 0).Select(one => one.Knob.Label)];
        return summary.GradientNorm == 0 ? $"{Return(summary, errors)} This sample has no gradient, so there is nothing to learn from it."
            : $"{Return(summary, errors)} {Kick(summary, errors)}";
    }

    private static string Return(LabSummary summary, string[] errors)
    {
        var missed = Number(summary.EchoError);
        if (summary.EchoError <= Home)
            return $"The echo comes home, to {missed} of the field.";
        if (errors.Length == 0)
            return $"The echo misses home by {missed}: {summary.Cause ?? "rounding errors grow on the way, the machine is close to chaos"}.";
        return summary.Infidelity < Home
            ? $"The echo comes home turned by a common phase ({errors[0]}), everywhere the same."
            : $"The echo misses home by {missed}: {string.Join(", ", errors)}.";
    }

    private static string Kick(LabSummary summary, string[] errors)
    {
        var cosine = summary.Misalignment == 0 ? "1" : summary.Misalignment < 1e-3 ? $"1 − {Number(summary.Misalignment)}" : summary.Cosine.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');
        return summary switch
        {
            { Misalignment: <= Straight, NormRatio: > 0.99 and < 1.01 } => $"Its kick on θ is the gradient, −ε ∂C/∂θ (cosine {cosine}).",
            { Misalignment: <= 0.02, NormRatio: > 0.5 and < 2 } => $"Its kick still points along the gradient (cosine {cosine}), {Number(summary.NormRatio)} times as long.",
            { Misalignment: <= 0.02 } => $"Its kick points along the gradient (cosine {cosine}) but is {Number(summary.NormRatio)} times as long: a step of the wrong size.",
            _ when errors.Length == 0 && summary.EchoError <= Home => $"ε is too {Wrong(summary)} (cosine {cosine}).",
            { Cosine: > 0.5 } => $"Its kick is bent away from the gradient (cosine {cosine}).",
            { Cosine: > -0.5 } => $"Its kick says nothing of the gradient (cosine {cosine}).",
            _ => $"Its kick points against the gradient (cosine {cosine}): this machine would unlearn.",
        };
    }

    private static string Wrong(LabSummary summary) => summary.Epsilon * summary.GradientNorm < 1e-10
        ? "small: the kick drowns in rounding" : "large: the kick is no longer in proportion to it";

    /// <summary>Two digits and a power of ten, as people write them.</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value))
            return "more than can be counted";
        if (value == 0)
            return "0";
        var size = Math.Abs(value);
        if (size is >= 1e-2 and < 1e4)
            return value.ToString("0.###", CultureInfo.InvariantCulture).Replace('-', '−');
        var parts = value.ToString("0.0e+0", CultureInfo.InvariantCulture).Split('e');
        return $"{parts[0].Replace('-', '−')}·10{string.Concat(int.Parse(parts[1], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture).Select(Raised))}";
    }

    private static char Raised(char digit) => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'];
}

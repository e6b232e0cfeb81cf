using System.Globalization;

namespace Loschmidt.Studio.Lab;

/// <summary>Says in a sentence or two what an echo came to, and whose fault it is.</summary>
internal static class LabVerdict
{
    // Rounding of double, grown a little on the way; anything above has a cause.
    private const double Home = 1e-9;

    private const double Straight = 1e-4;

    // Rounding of an overlap near one leaves no more of its square root.
    private const double Unseen = 1e-7;

    private const double Coarse = 0.05;

    /// <summary>The summary with its sentence.</summary>
    public static LabSummary Judged(LabQuery query, LabSummary summary) => summary with { Verdict = Of(query, summary) };

    private static string Of(LabQuery query, LabSummary summary)
    {
        string[] errors = [.. query.Numbers.Where(one => one.Knob.Imperfection && one.Value != 0).Select(one => one.Knob.Label)];
        var kick = summary.GradientNorm == 0 ? "This sample has no gradient, so there is nothing to learn from it."
            : summary.ParameterCount == 1 ? Share(summary, errors) : Kick(summary, errors);
        return $"{Return(query, summary, errors)} {kick}{Energy(query, summary)}";
    }

    // A field that is turned and scaled as a whole overlaps with what was sent; √(1 − overlap) is the part that does not.
    private static string Return(LabQuery query, LabSummary summary, string[] errors)
    {
        var missed = Number(summary.EchoError);
        if (summary.EchoError <= Home)
            return $"Without a nudge the echo comes home, to {missed} of the field.";
        if (errors.Length == 0)
            return $"Without a nudge the echo misses home by {missed}: {summary.Cause ?? "rounding errors grow on the way, the machine is close to chaos"}.";
        var blamed = string.Join(", ", errors);
        var rest = Math.Sqrt(summary.Infidelity);
        return query.Machine.View == "plane" || rest > summary.EchoError / 3 ? $"Without a nudge the echo misses home by {missed}: {blamed}."
            : rest < Unseen ? $"Without a nudge the echo misses home by {missed} ({blamed}): all that can be seen of it is a common phase or size."
            : $"Without a nudge the echo misses home by {missed} ({blamed}), mostly by a common phase or size; {Number(rest)} of the field is changed otherwise.";
    }

    private static string Kick(LabSummary summary, string[] errors)
    {
        var cosine = summary.Misalignment == 0 ? "1" : summary.Misalignment < 1e-3 ? $"1 − {Number(summary.Misalignment)}" : summary.Cosine.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');
        var chance = 1 / Math.Sqrt(summary.ParameterCount); // standard deviation of the cosine of two random directions
        return summary switch
        {
            { Misalignment: <= Straight, NormRatio: > 0.99 and < 1.01 } => $"Its kick on θ is the gradient, −ε ∂C/∂θ (cosine {cosine}).",
            { Misalignment: <= 0.02, NormRatio: > 0.5 and < 2 } => $"Its kick still points along the gradient (cosine {cosine}), {Number(summary.NormRatio)} times as long.",
            { Misalignment: <= 0.02 } => $"Its kick points along the gradient (cosine {cosine}) but is {Number(summary.NormRatio)} times as long: a step of the wrong size.",
            _ when errors.Length == 0 && summary.EchoError <= Home => $"ε is too {Wrong(summary)} (cosine {cosine}).",
            { Cosine: > 0.5 } => $"Its kick is bent away from the gradient (cosine {cosine}).",
            _ when Math.Abs(summary.Cosine) <= Math.Min(3 * chance, 0.9) => $"Its kick says nothing of the gradient (cosine {cosine}; chance alone gives ±{Number(chance)}).",
            { Cosine: > 0 } => $"Little of its kick is the gradient (cosine {cosine}, where chance alone gives ±{Number(chance)}).",
            _ => $"Its kick points against the gradient (cosine {cosine}): this machine would unlearn.",
        };
    }

    // Of one parameter a cosine is no more than a sign; the kick is measured in gradients.
    private static string Share(LabSummary summary, string[] errors)
    {
        var share = summary.Cosine * summary.NormRatio;
        return share switch
        {
            > 0.99 and < 1.01 => $"Its kick on θ is the gradient, −ε ∂C/∂θ (kick ÷ gradient {Number(share)}).",
            _ when errors.Length == 0 && summary.EchoError <= Home => $"ε is too {Wrong(summary)} (kick ÷ gradient {Number(share)}).",
            > 0.5 and < 2 => $"Its kick has the gradient's sign, {Number(share)} times as large.",
            > 0 => $"Its kick has the gradient's sign but is {Number(share)} times as large: a step of the wrong size.",
            _ => $"Its kick has the wrong sign (kick ÷ gradient {Number(share)}): this machine would unlearn.",
        };
    }

    // What is lost or scattered on the way takes energy by right; a conservative way changes it by the error of its steps alone.
    private static string Energy(LabQuery query, LabSummary summary) =>
        summary.EnergyDrift <= Coarse || double.IsNaN(summary.EnergyDrift) || query.Numbers.Any(one => one.Knob.Setting.StartsWith("imperfections.map.", StringComparison.Ordinal) && one.Value != 0) ? ""
            : $" On the way out the energy changes by {Number(summary.EnergyDrift)} of itself, which exact motion would keep: the steps are coarse, and the gradient is that of the stepped machine.";

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

using static Loschmidt.Experiments.Reports.Units;

namespace Loschmidt.Experiments.Reports;

/// <summary>Says which ε and which precision to take.</summary>
internal static class Adviser
{
    // An optimiser that averages over samples does not see an error of the gradient below this.
    private const double GoodEnough = 1e-2;

    /// <summary>What an estimator reached in one arithmetic.</summary>
    public static GradcheckPrecision Reached(string name, string precision, TrialOutcome outcome)
    {
        var window = outcome.Scan?.Window;
        return new GradcheckPrecision(name, precision, outcome.Row.RelativeError, outcome.Row.Epsilon, window?.From, window?.To);
    }

    /// <summary>The recommendation for an estimator.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="reached">What it reached, in every arithmetic that was tried.</param>
    /// <param name="directionOnly">Whether its length is its own.</param>
    public static GradcheckAdvice Advise(GradcheckRow row, IReadOnlyList<GradcheckPrecision> reached, bool directionOnly)
    {
        if (directionOnly && row.Diagnosis is null)
        {
            return new GradcheckAdvice(
                row.Estimator, reached[0].Precision, row.Epsilon,
                FormattableString.Invariant($"a direction with a length of its own: cosine {row.Cosine:0.####}, so take a rate of its own"));
        }

        var single = reached.FirstOrDefault(one => one.Precision == "float" && one.RelativeError <= GoodEnough);
        var taken = row.Diagnosis is { Fault: not "noise" } ? reached[0] : single ?? reached.MinBy(one => one.RelativeError)!;
        var others = reached.Where(one => one != taken).Select(one => $"in {one.Precision} {Said(one)}");
        var sentence = row.Diagnosis is { Fault: not "noise" } wrong
            ? $"do not use it: {wrong.Words}"
            : string.Join("; ", [$"take {taken.Precision}: {Said(taken)}", .. others]) + (single is null && reached.Count > 1 ? ", too coarse" : "");
        return new GradcheckAdvice(row.Estimator, taken.Precision, taken.Epsilon, sentence);
    }

    private static string Said(GradcheckPrecision one)
    {
        var error = $"error {Short(one.RelativeError)}";
        return one.Epsilon is not { } epsilon ? error
            : one.From is { } from && one.To is { } to ? $"ε = {Short(epsilon)}, {error} (within ten times of it from {Short(from)} to {Short(to)})"
            : $"at {Short(epsilon)}, {error}";
    }
}

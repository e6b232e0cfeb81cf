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
    public static GradcheckAdvice Advise(GradcheckRow row, IReadOnlyList<GradcheckPrecision> reached)
    {
        var single = reached.FirstOrDefault(one => one.Precision == "float" && one.RelativeError <= GoodEnough);
        var taken = row.Diagnosis is { Fault: not "noise" } ? reached[0] : single ?? reached.MinBy(one => one.RelativeError)!;
        var sentence = row.Diagnosis is { Fault: not "noise" } wrong
            ? $"do not use it: {wrong.Words}"
            : $"take {taken.Precision}{Choice(taken)}; {string.Join(", ", reached.Select(Said))}{(single is null && reached.Count > 1 ? "; float is too coarse for it" : "")}";
        return new GradcheckAdvice(row.Estimator, taken.Precision, taken.Epsilon, sentence);
    }

    private static string Choice(GradcheckPrecision taken) => taken.Epsilon is { } epsilon ? $" and ε = {Short(epsilon)}" : "";

    private static string Said(GradcheckPrecision one)
    {
        var error = $"error {Short(one.RelativeError)} in {one.Precision}";
        return one.Epsilon is not { } epsilon ? error
            : one.From is { } from && one.To is { } to ? $"{error} at ε = {Short(epsilon)} (within ten times that from {Short(from)} to {Short(to)})"
            : $"{error} at {Short(epsilon)}";
    }
}

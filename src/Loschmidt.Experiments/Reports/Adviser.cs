using System.Globalization;
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
        var best = reached.Where(one => double.IsFinite(one.RelativeError)).MinBy(one => one.RelativeError) ?? reached[0];
        if (row.Diagnosis is { Fault: not ("noise" or "bias" or "unnamed") } fault)
        {
            return Take(reached[0], $"do not use it: {fault.Words}");
        }

        if (directionOnly && row.Diagnosis is null)
        {
            return Take(reached[0], $"a direction with a length of its own (cosine {Cosine(row)}), so take a rate of its own");
        }

        if (!(best.RelativeError <= GoodEnough))
        {
            // Its design, the machine's imperfections or their noise: no precision makes it better.
            var at = row.Epsilon is { } epsilon ? $" at ε = {Short(epsilon)}" : "";
            return Take(reached[0], $"off by {Short(row.RelativeError)} here{at} (cosine {Cosine(row)}): {row.Diagnosis?.Words ?? "by its design, not by a fault"}");
        }

        var single = reached.FirstOrDefault(one => one.Precision == "float" && one.RelativeError <= GoodEnough);
        var taken = single ?? best;
        var others = reached.Where(one => one != taken)
            .Select(one => $"in {one.Precision} {Said(one)}{(one.RelativeError <= GoodEnough ? "" : ", too coarse")}");
        return Take(taken, string.Join("; ", [$"take {taken.Precision}: {Said(taken)}", .. others]));

        GradcheckAdvice Take(GradcheckPrecision one, string sentence) => new(row.Estimator, one.Precision, one.Epsilon, sentence);
    }

    /// <summary>The recommendation for the gradient of a device whose cost is not that of the ideal machine.</summary>
    /// <param name="row">Its row, against the ideal machine.</param>
    /// <param name="reached">As of <see cref="Advise"/>.</param>
    /// <param name="slope">Of its Taylor test.</param>
    public static GradcheckAdvice Own(GradcheckRow row, IReadOnlyList<GradcheckPrecision> reached, double slope)
    {
        var at = row.Epsilon is { } epsilon ? $" at ε = {Short(epsilon)}" : "";
        return new GradcheckAdvice(
            row.Estimator, reached[0].Precision, row.Epsilon,
            $"the gradient of this device{at} (Taylor {Slope(slope)}); that of the ideal machine differs by {Short(row.RelativeError)}");
    }

    /// <summary>What the gradient of a model is worth on a device, which agreement with the model says nothing about.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="reached">As of <see cref="Advise"/>.</param>
    /// <param name="slope">Of its Taylor test.</param>
    /// <param name="isRight">Whether that says that the model has the gradient of the device.</param>
    public static GradcheckAdvice Model(GradcheckRow row, IReadOnlyList<GradcheckPrecision> reached, double slope, bool isRight) => new(
        row.Estimator, reached[0].Precision, null,
        isRight ? $"the gradient of the model, here also that of this device (Taylor {Slope(slope)})"
        : double.IsNaN(slope) ? "the gradient of the model; no Taylor test tells whether it is that of this device"
        : $"do not trust it: the gradient of the model, not of this device (Taylor {Slope(slope)}), off by {Short(row.RelativeError)}");

    private static string Slope(double slope) => slope.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Cosine(GradcheckRow row) => row.Cosine.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Said(GradcheckPrecision one)
    {
        var error = $"error {Short(one.RelativeError)}";
        return one.Epsilon is not { } epsilon ? error
            : one.From is { } from && one.To is { } to ? $"ε = {Short(epsilon)}, {error} (within ten times of it from {Short(from)} to {Short(to)})"
            : $"at {Short(epsilon)}, {error}";
    }
}

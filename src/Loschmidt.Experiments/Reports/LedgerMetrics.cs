namespace Loschmidt.Experiments.Reports;

/// <summary>The figures of the ledger that every run of a machine with an echo keeps; a machine without such a quantity has no such figure.</summary>
public static class LedgerMetrics
{
    /// <summary>What should stay 0: name in metrics, name for people.</summary>
    public static IReadOnlyList<(string Metric, string Name)> Drifts { get; } =
        [("energyDrift", "energy drift"), ("normDrift", "norm drift"), ("manleyRoweDrift", "Manley-Rowe drift"), ("echoLoss", "echo loss")];

    /// <summary>What is what it is: name in metrics, name for people.</summary>
    public static IReadOnlyList<(string Metric, string Name)> Amounts { get; } =
    [
        ("energy", "energy H"), ("norm", "norm"), ("photons", "photons, sum of |Psi|^2"), ("manleyRowe", "Manley-Rowe, |Psi|^2 + 2|a|^2"),
        ("echoOverlap", "echo overlap"), ("lyapunov", "Lyapunov estimate, per unit of time"),
    ];

    /// <summary>Whether a metric is one of them.</summary>
    public static bool Holds(string metric) =>
        Drifts.Concat(Amounts).Any(book => book.Metric == metric);
}

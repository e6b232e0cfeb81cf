using Loschmidt.Imperfections;

namespace Loschmidt.Experiments.Training;

/// <summary>Imperfections that only a machine on its way home has: a forward pass does not feel them.</summary>
internal static class HomewardErrors
{
    private static readonly string[] Keys =
    [
        "imperfections.injection.", "imperfections.reversal.", "imperfections.learning.", "imperfections.compensation.",
        "imperfections.parameters.drift", "imperfections.map.jitter",
    ];

    /// <summary>Whether a key, in dots, is one of them.</summary>
    public static bool Holds(string key) => Keys.Any(start => key.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The key of one that is not zero; null where there is none.</summary>
    public static string? In(ImperfectionSettings settings) => settings switch
    {
        { Injection: { } injection } when injection != new InjectionSettings() => "imperfections.injection",
        { Reversal: { } reversal } when reversal != new ReversalSettings() => "imperfections.reversal",
        { Learning.Damping: > 0 } => "imperfections.learning",
        { Compensation: { } compensation } when compensation != new CompensationSettings() => "imperfections.compensation",
        { Parameters.Drift: > 0 } => "imperfections.parameters.drift",
        { Map.Jitter: > 0 } => "imperfections.map.jitter",
        _ => null,
    };
}

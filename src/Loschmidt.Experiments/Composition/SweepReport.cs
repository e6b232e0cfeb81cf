using Loschmidt.Experiments.Runs;

namespace Loschmidt.Experiments.Composition;

/// <summary>Collects what a report of a sweep tells.</summary>
internal static class SweepReport
{
    public static string Text(SweepFolder sweep, string? data) => throw new RunException(sweep.Name, data ?? "no report yet");
}

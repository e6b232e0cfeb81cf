namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt runs report</c> was asked for.</summary>
/// <param name="Run">A run, a sweep, or <c>&lt;sweep&gt;/&lt;job&gt;</c>.</param>
/// <param name="Output">File to write; null writes report.html into its folder.</param>
/// <param name="Threads">Worker threads; 0 uses every core.</param>
/// <param name="Data">What <c>--data</c> said.</param>
/// <param name="Runs">What <c>--runs</c> said.</param>
public sealed record ReportRequest(string Run, string? Output, int Threads, string? Data, string? Runs);

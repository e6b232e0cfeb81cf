using Loschmidt.Experiments.Exports;

namespace Loschmidt.Experiments.Commands;

/// <summary>What <c>loschmidt runs export</c> was asked to write as files.</summary>
/// <param name="Run">The run: its name, the beginning of one, its folder, <c>SWEEP/JOB</c> or <c>latest</c>.</param>
/// <param name="Formats">As what, in the order asked for.</param>
/// <param name="Figures">Which figures, of SVG and PNG; none means all of the run's folder.</param>
/// <param name="Output">A file or a folder; null means the working folder.</param>
/// <param name="Choice">Which checkpoint, sample and so on.</param>
/// <param name="Runs">Folder of run folders; null uses the usual one.</param>
public sealed record ExportRequest(
    string Run, IReadOnlyList<ExportFormat> Formats, IReadOnlyList<string> Figures, string? Output, ExportChoice Choice, string? Runs);

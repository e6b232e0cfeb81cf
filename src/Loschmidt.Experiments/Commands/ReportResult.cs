namespace Loschmidt.Experiments.Commands;

/// <summary>A report that was written.</summary>
/// <param name="Run">The run or sweep.</param>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ReportResult(string Run, string File, long Bytes);

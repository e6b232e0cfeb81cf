namespace Loschmidt.Experiments.Reports;

/// <summary>A number of an account, with what it was computed from.</summary>
/// <param name="Name">What it is, such as <c>inference latency</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="From">The formula, with every assumption in it.</param>
public sealed record LatencyFigure(string Name, double Value, string Unit, string From);

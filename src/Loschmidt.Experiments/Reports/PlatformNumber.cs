namespace Loschmidt.Experiments.Reports;

/// <summary>An assumption as it is printed.</summary>
/// <param name="Key">Its key in the platform's file.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record PlatformNumber(string Key, double Value, string Unit, string Source);
